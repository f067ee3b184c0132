package orderflow.jobs.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.s3.Reports;
import orderflow.jobs.ses.Mailer;
import orderflow.kit.json.Json;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes the report of the day before the one the run is for, as JSON and as CSV, and then mails
/// it. The objects are written over by a repeated run; the mail is a step of its own, so it comes
/// twice only when the process dies right after sending it.
public final class DailyReport implements Job {
  private final Commands orders;
  private final Reports reports;
  private final Mailer mailer;

  public DailyReport(Commands orders, Reports reports, Mailer mailer) {
    this.orders = orders;
    this.reports = reports;
    this.mailer = mailer;
  }

  @Override
  public Duration longestStep() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Step step(Work work) {
    try {
      return Figures.read(work.run().progress().checkpoint()).text("mail").isPresent()
          ? mail(work)
          : write(work);
    } catch (SdkException e) {
      return new Failed(new RunFault("store_failed", e.getClass().getSimpleName()));
    }
  }

  private static LocalDate date(Work work) {
    return work.run().times().scheduledFor().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
  }

  private Step write(Work work) {
    String date = date(work).toString();
    Json item = Json.object().with("date", date).build();
    return switch (orders.send("ReportData", item, work)) {
      case Commands.Ok(Figures data) -> written(work, date, data);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private Step written(Work work, String date, Figures data) {
    Json.Builder figures =
        Json.object()
            .with("date", date)
            .with("orders", data.number("orders"))
            .with("revenue", Json.of(data.list("revenue")));
    if (work.run().dryRun()) {
      return new Done(progress(1, figures.with("dryRun", true).build(), Json.object().build()));
    }
    String key = "daily/" + date;
    reports.put(key + ".json", "application/json", data.write().getBytes(UTF_8));
    reports.put(key + ".csv", "text/csv; charset=utf-8", ReportCsv.of(data).getBytes(UTF_8));
    figures.with("objects", Json.texts(List.of(key + ".json", key + ".csv")));
    Json mail = Json.object().with("mail", ReportText.of(date, data)).build();
    return new More(progress(1, figures.build(), mail));
  }

  private Step mail(Work work) {
    Progress before = work.run().progress();
    String text = Figures.read(before.checkpoint()).text("mail").orElseThrow();
    int mailed = mailer.send("Daily report " + date(work), text);
    Figures figures = Figures.read(before.figures()).with("mailed", mailed);
    return new Done(progress(before.items(), figures.json(), Json.object().build()));
  }

  private static Progress progress(long items, Json figures, Json checkpoint) {
    return new Progress(
        items,
        0,
        new Figures((Json.Obj) figures).write(),
        new Figures((Json.Obj) checkpoint).write());
  }
}
