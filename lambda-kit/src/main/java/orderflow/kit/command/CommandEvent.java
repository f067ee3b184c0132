package orderflow.kit.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;

/// What a commands function is asked to do.
///
/// @param command its name; empty if the event has none
/// @param version of the items' form; 0 if the event has none
/// @param requestId of the caller, for logs and histories; empty if the event has none
/// @param traceparent the caller's W3C Trace Context
/// @param deadline until when the caller waits; the function may have less time than that
/// @param job the job on whose behalf the command comes
/// @param fencingToken of that job's lease: a larger one supersedes a smaller one
/// @param items in the order in which they are carried out; each may be any JSON value, as one bad
///   item is refused on its own
public record CommandEvent(
    String command,
    int version,
    String requestId,
    Optional<String> traceparent,
    Optional<Instant> deadline,
    Optional<String> job,
    OptionalLong fencingToken,
    List<Json> items) {

  public CommandEvent {
    items = List.copyOf(items);
  }

  /// A command without trace, deadline and job.
  public static CommandEvent of(String command, int version, String requestId, List<Json> items) {
    return new CommandEvent(
        command,
        version,
        requestId,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        items);
  }

  /// Reads an event. Members it does not know are ignored, so that a newer caller can talk to an
  /// older function; a member of the wrong type is a fault, and null is the same as no member.
  public static Decoded<CommandEvent> read(Json json) {
    MemberReader members = MemberReader.of(json);
    CommandEvent event =
        new CommandEvent(
            members.text("command").orElse(""),
            (int) members.integer("version", 0, Integer.MAX_VALUE).orElse(0),
            members.text("requestId").orElse(""),
            members.text("traceparent"),
            members.instant("deadline"),
            members.text("job"),
            members.integer("fencingToken", 0, Long.MAX_VALUE),
            members.elements("items"));
    return members.decoded(event);
  }

  /// The event as it is sent; what it does not have is left out.
  public Json.Obj toJson() {
    Json.Builder json =
        Json.object()
            .with("command", command)
            .with("version", version)
            .with("requestId", requestId)
            .withOptional("traceparent", traceparent)
            .withOptional("deadline", deadline.map(Instant::toString))
            .withOptional("job", job);
    fencingToken.ifPresent(token -> json.with("fencingToken", token));
    return json.with("items", Json.of(items)).build();
  }
}
