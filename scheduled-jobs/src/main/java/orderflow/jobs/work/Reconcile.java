package orderflow.jobs.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import orderflow.jobs.application.Job;
import orderflow.jobs.domain.Progress;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.s3.Reports;
import orderflow.kit.json.Json;
import software.amazon.awssdk.core.exception.SdkException;

/// Has the orders service check its equations, one page a step, and writes what does not add up
/// into one report. Nothing is repaired.
public final class Reconcile implements Job {
  /// What the report lists; more is only counted, so that a run's item stays far below 400 KB.
  static final int MOST_LISTED = 500;

  private static final List<String> CHECKED = List.of("products", "orders", "events");
  private static final List<String> EQUATIONS = List.of("stock", "money", "feed");

  private final Commands orders;
  private final Reports reports;

  public Reconcile(Commands orders, Reports reports) {
    this.orders = orders;
    this.reports = reports;
  }

  @Override
  public Duration longestStep() {
    return Duration.ofSeconds(45);
  }

  @Override
  public Step step(Work work) {
    Figures checkpoint = Figures.read(work.run().progress().checkpoint());
    Json item = Json.object().withOptional("cursor", checkpoint.text("cursor")).build();
    return switch (orders.send("Reconcile", item, work)) {
      case Commands.Ok(Figures page) -> checked(work, checkpoint, page);
      case Commands.NotDone(Step why) -> why;
    };
  }

  private Step checked(Work work, Figures checkpoint, Figures page) {
    Figures figures = added(Figures.read(work.run().progress().figures()), page);
    List<Json> listed =
        Stream.concat(
                checkpoint.list("discrepancies").stream(), page.list("discrepancies").stream())
            .limit(MOST_LISTED)
            .toList();
    Json.Builder next = Json.object().with("discrepancies", Json.of(listed));
    if (page.text("cursor").isPresent()) {
      return new More(progress(figures, next.with("cursor", page.text("cursor").get()).build()));
    }
    return reported(work, figures, listed);
  }

  private Step reported(Work work, Figures figures, List<Json> listed) {
    if (work.run().dryRun()) {
      return new Done(progress(figures.with("dryRun", Json.of(true)), Json.object().build()));
    }
    String key = "reconcile/" + work.run().id() + ".json";
    Figures report =
        figures
            .with("runId", Json.of(work.run().id()))
            .with("listed", listed.size())
            .with("list", Json.of(listed));
    try {
      reports.put(key, "application/json", report.write().getBytes(UTF_8));
    } catch (SdkException e) {
      return new Failed(new RunFault("store_failed", e.getClass().getSimpleName()));
    }
    return new Done(progress(figures.with("report", Json.of(key)), Json.object().build()));
  }

  private static Figures added(Figures figures, Figures page) {
    Figures checked = figures.inner("checked");
    for (String name : CHECKED) {
      checked = checked.plus(name, page.inner("checked").number(name));
    }
    Figures sum =
        figures
            .with("checked", checked.json())
            .plus("unsettled", page.number("unsettled"))
            .plus("discrepancies", page.list("discrepancies").size());
    for (String equation : EQUATIONS) {
      sum = sum.plus(equation, count(page, equation));
    }
    return sum;
  }

  private static long count(Figures page, String equation) {
    return page.list("discrepancies").stream()
        .filter(found ->
            found instanceof Json.Obj object
                && object.get("equation").filter(Json.of(equation)::equals).isPresent())
        .count();
  }

  private static Progress progress(Figures figures, Json.Obj checkpoint) {
    Figures checked = figures.inner("checked");
    long items = CHECKED.stream().mapToLong(checked::number).sum();
    return new Progress(
        items, figures.number("discrepancies"), figures.write(), new Figures(checkpoint).write());
  }
}
