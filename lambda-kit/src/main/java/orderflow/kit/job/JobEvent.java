package orderflow.kit.job;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import orderflow.kit.json.Json;

/// Asks for a run of a job. A schedule sends it for each time it is due, without a run id; whoever
/// has made a run already, by hand or in an invocation before, names it.
///
/// @param job its name
/// @param scheduledFor the time the run is for: with the job it is the run's identity, so that one
///   that is delivered again finds the run of the first
/// @param runId the run to go on with
public record JobEvent(String job, Instant scheduledFor, Optional<String> runId) {

  /// Reads an event; members it does not know are ignored.
  ///
  /// @throws IllegalArgumentException naming what is missing or malformed
  public static JobEvent read(Json json) {
    return new JobEvent(
        text(json, "job").orElseThrow(() -> malformed("job", "a job's name", json)),
        text(json, "scheduledFor")
            .flatMap(JobEvent::instant)
            .orElseThrow(
                () -> malformed("scheduledFor", "a time such as 2026-01-31T12:00:00Z", json)),
        text(json, "runId"));
  }

  /// The event as it is sent.
  public Json.Obj toJson() {
    return Json.object()
        .with("job", job)
        .with("scheduledFor", scheduledFor.toString())
        .withOptional("runId", runId)
        .build();
  }

  private static Optional<String> text(Json json, String name) {
    return json instanceof Json.Obj object
            && object.get(name).orElse(new Json.Null()) instanceof Json.Str(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException malformed(String name, String expected, Json json) {
    return new IllegalArgumentException(
        "not a job event: /" + name + " must be " + expected + ", found " + json.kind());
  }
}
