package orderflow.local.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import orderflow.local.lambda.Invocation;
import orderflow.local.lambda.InvocationHistory;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.lambda.InvocationReport;
import orderflow.local.mail.Mail;
import orderflow.local.scheduler.Due;

/// What the control server answers once the platform runs:
///
/// - `GET /api/status`: [PlatformStatus]
/// - `GET /api/idle`: `{"idle"}`: whether every event and change has been handled
/// - `GET /api/logs?after=SEQ&function=F&request=ID`: [LogLines]
/// - `GET /api/invocations?limit=N`, `GET /api/invocation?request=ID`, `POST
///   /api/replay?request=ID` with another event as body, or none for the same
/// - `GET /api/failures`, `POST /api/redrive?key=KEY`: [DeadLetters]; without a key all
/// - `GET /api/schedules`, `POST /api/fire?schedule=NAME&at=TIME`
/// - `GET /api/clock`, `POST /api/clock?by=DURATION`, `DELETE /api/clock`
/// - `GET /api/mail?to=ADDRESS`
/// - `POST /api/reset`: empties tables and buckets and seeds again
/// - `POST /api/stop`: 202, then the platform stops
final class PlatformControls {
  private static final int INVOCATIONS = 50;

  private final Platform platform;

  private PlatformControls(Platform platform) {
    this.platform = platform;
  }

  static void open(ControlServer server, Platform platform, URI upstream) {
    PlatformControls controls = new PlatformControls(platform);
    DeadLetters letters =
        new DeadLetters(platform.template(), platform.functions(), platform.objects());
    server
        .on("GET /api/status", _ -> ControlHandler.Answer.ok(platform.status().toJson()))
        .on("GET /api/idle", _ -> controls.idle())
        .on("GET /api/logs", new LogLines(platform.functions().logs()))
        .on("GET /api/invocations", controls::invocations)
        .on("GET /api/invocation", controls::invocation)
        .on("POST /api/replay", controls::replay)
        .on("GET /api/failures", letters::list)
        .on("POST /api/redrive", letters::redrive)
        .on("GET /api/schedules", _ -> controls.schedules())
        .on("POST /api/fire", controls::fire)
        .on("GET /api/clock", _ -> controls.clock())
        .on("POST /api/clock", controls::moveClock)
        .on("DELETE /api/clock", _ -> controls.resetClock())
        .on("GET /api/mail", controls::mail)
        .on("POST /api/reset", new Reset(platform, upstream))
        .on("POST /api/stop", _ -> controls.stop());
    server.complete();
  }

  private ControlHandler.Answer idle() {
    return ControlHandler.Answer.ok(object().put("idle", platform.isIdle()));
  }

  private ControlHandler.Answer stop() {
    platform.requestStop();
    return ControlHandler.Answer.message(202, "stopping");
  }

  private ControlHandler.Answer invocations(ControlHandler.Request request) {
    int limit = request.parameter("limit").map(Integer::parseInt).orElse(INVOCATIONS);
    ObjectNode answer = object();
    ArrayNode list = answer.putArray("invocations");
    platform.functions().history().newest(limit).forEach(entry -> list.add(summary(entry)));
    return ControlHandler.Answer.ok(answer);
  }

  private ControlHandler.Answer invocation(ControlHandler.Request request) {
    return found(request)
        .map(entry ->
            ControlHandler.Answer.ok(
                summary(entry)
                    .put("event", entry.invocation().payload())
                    .put("answer", entry.answer())))
        .orElseGet(() -> unknown(request));
  }

  private ControlHandler.Answer replay(ControlHandler.Request request) {
    return found(request)
        .map(entry -> replay(entry, request.body()))
        .orElseGet(() -> unknown(request));
  }

  private ControlHandler.Answer replay(InvocationHistory.Entry entry, String edited) {
    Invocation was = entry.invocation();
    String payload = edited.isBlank() ? was.payload() : edited;
    Invocation again =
        new Invocation(
            was.function(), was.qualifier(), payload, was.traceHeader(), was.clientContext());
    return switch (platform.functions().invoke(again)) {
      case InvocationOutcome.Refused refused ->
          ControlHandler.Answer.message(refused.status(), refused.message());
      case InvocationOutcome.Finished finished ->
          ControlHandler.Answer.ok(
              object()
                  .put("requestId", finished.requestId())
                  .put("failed", finished.failed())
                  .put("answer", finished.payload())
                  .put("before", entry.answer())
                  .put("same", finished.payload().equals(entry.answer()))
                  .put("log", finished.logTail()));
    };
  }

  private Optional<InvocationHistory.Entry> found(ControlHandler.Request request) {
    return request.parameter("request").flatMap(platform.functions().history()::find);
  }

  private static ControlHandler.Answer unknown(ControlHandler.Request request) {
    return ControlHandler.Answer.message(
        404,
        "no invocation "
            + request.parameter("request").orElse("")
            + " among the newest; ./local replay lists them");
  }

  private static ObjectNode summary(InvocationHistory.Entry entry) {
    InvocationReport report = entry.report();
    return object()
        .put("requestId", report.requestId())
        .put("function", report.function())
        .put("at", report.at().toString())
        .put("durationMs", report.duration().toMillis())
        .put("cold", report.cold())
        .put("failed", report.failed());
  }

  private ControlHandler.Answer schedules() {
    ObjectNode answer = object();
    ArrayNode list = answer.putArray("schedules");
    for (Due due : platform.sources().scheduler().due()) {
      ObjectNode schedule =
          list.addObject()
              .put("name", due.trigger().name())
              .put("function", due.trigger().function())
              .put("expression", due.trigger().expression())
              .put("words", due.words())
              .put("enabled", due.trigger().enabled())
              .put("last", due.last().map(Instant::toString).orElse(""));
      ArrayNode next = schedule.putArray("next");
      due.next().forEach(time -> next.add(time.toString()));
    }
    return ControlHandler.Answer.ok(answer);
  }

  private ControlHandler.Answer fire(ControlHandler.Request request) {
    String name = request.parameter("schedule").orElse("");
    Instant at =
        request
            .parameter("at")
            .map(PlatformControls::time)
            .orElseGet(() -> platform.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    String requestId = platform.sources().scheduler().fire(name, at);
    return new ControlHandler.Answer(
        202, object().put("requestId", requestId).put("schedule", name).put("at", at.toString()));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "found at=" + text + "; expected a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private ControlHandler.Answer mail(ControlHandler.Request request) {
    ArrayNode mails = JsonNodeFactory.instance.arrayNode();
    for (Mail mail : platform.sources().mail().mails(request.parameter("to"))) {
      mails
          .addObject()
          .put("to", mail.to())
          .put("subject", mail.subject())
          .put("text", mail.text())
          .put("html", mail.html())
          .put("at", mail.at().toString());
    }
    return ControlHandler.Answer.ok(mails);
  }

  private ControlHandler.Answer clock() {
    return ControlHandler.Answer.ok(
        object()
            .put("now", platform.clock().instant().toString())
            .put("offset", platform.clock().offset().toString()));
  }

  private ControlHandler.Answer moveClock(ControlHandler.Request request) {
    String by = request.parameter("by").orElse("");
    try {
      platform.clock().move(Duration.parse(by));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "found by=" + by + "; expected an ISO-8601 duration such as PT1H or -P1D", e);
    }
    return clock();
  }

  private ControlHandler.Answer resetClock() {
    platform.clock().reset();
    return clock();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
