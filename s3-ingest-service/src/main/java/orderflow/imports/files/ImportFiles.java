package orderflow.imports.files;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.application.AcceptFile;
import orderflow.imports.application.RunImport;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ObjectVersion;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.Metric;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.time.Deadline;

/// Runs the imports that an S3 event tells of. When the time is up before a file's end, the
/// function sends itself the same event again and ends; the run that follows goes on at the
/// checkpoint.
public final class ImportFiles {
  private final AcceptFile accept;
  private final RunImport run;
  private final FunctionClient functions;
  private final LogWriter log;
  private final MetricWriter metrics;

  public ImportFiles(
      AcceptFile accept,
      RunImport run,
      FunctionClient functions,
      LogWriter log,
      MetricWriter metrics) {
    this.accept = accept;
    this.run = run;
    this.functions = functions;
    this.log = log;
    this.metrics = metrics;
  }

  /// The invocation that an event came with.
  ///
  /// @param self the function and alias that were invoked
  /// @param end when Lambda's time for it is up, less the reserve
  public record Invocation(String requestId, String self, Deadline end) {}

  /// Handles an event.
  ///
  /// @throws IllegalStateException when an import could go on neither here nor later: Lambda's
  ///   retries go on with it, and after them its on-failure destination has the event
  public void handle(S3Event event, Invocation invocation) {
    for (S3EventNotificationRecord notification : event.getRecords()) {
      Optional<ObjectVersion> object = Notification.object(notification);
      if (object.isEmpty()) {
        ignored(invocation, "the record tells of no new object");
      } else {
        handle(notification, object.get(), invocation);
      }
    }
  }

  private void handle(
      S3EventNotificationRecord notification, ObjectVersion object, Invocation invocation) {
    switch (accept.accept(object, invocation.end())) {
      case AcceptFile.Ignored(String why) -> ignored(invocation, why);
      case AcceptFile.Mine(Import file) -> run(notification, file, invocation);
    }
  }

  private void run(S3EventNotificationRecord notification, Import file, Invocation invocation) {
    if (file.status().isFinal()) {
      ignored(invocation, "import " + file.id() + " is over");
      return;
    }
    RunImport.Result result = run(file, invocation);
    if (result.ending() == RunImport.Ending.TIME_UP) {
      goOn(notification, file, invocation);
    }
    log.info(
        "import run",
        Map.of(
            LogField.REQUEST_ID, invocation.requestId(),
            LogField.IMPORT_ID, file.id(),
            LogField.ROWS, result.rows(),
            LogField.OUTCOME, result.ending().name().toLowerCase(Locale.ROOT)));
    metrics.count(
        "kind",
        file.settings().kind().wire(),
        Map.of(Metric.ROWS_IMPORTED, Math.toIntExact(result.rows())));
  }

  private RunImport.Result run(Import file, Invocation invocation) {
    try {
      return run.run(file, invocation.requestId(), invocation.end());
    } catch (IOException e) {
      throw new UncheckedIOException("the file of import " + file.id() + " was not read", e);
    }
  }

  private void goOn(S3EventNotificationRecord notification, Import file, Invocation invocation) {
    SendResult sent =
        functions.send(invocation.self(), Notification.again(notification), invocation.end());
    if (sent != SendResult.ACCEPTED) {
      throw new IllegalStateException(
          "import %s could not hand over to another run: %s".formatted(file.id(), sent));
    }
  }

  private void ignored(Invocation invocation, String why) {
    log.info("event ignored: " + why, Map.of(LogField.REQUEST_ID, invocation.requestId()));
  }
}
