package orderflow.jobs.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;

/// A letter that can be sent again: what a function could not handle, as Lambda or the function
/// itself wrote it. The event is `requestPayload` of an asynchronous invocation, else `payload` of
/// a stream mapping or of a quarantine.
///
/// @param letter the whole object
/// @param member where the event stands in it
/// @param event to be sent again
/// @param function whose event it is, without a qualifier
record DeadLetter(Figures letter, String member, Json event, String function) {
  private static final int PARTS_OF_AN_UNQUALIFIED_ARN = 7;
  private static final List<String> EVENTS = List.of("requestPayload", "payload");

  /// Reads a letter; nothing when it is none or names no function.
  static Optional<DeadLetter> read(String content) {
    try {
      return JsonReader.read(content.getBytes(UTF_8)) instanceof Json.Obj object
          ? read(new Figures(object))
          : Optional.empty();
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<DeadLetter> read(Figures letter) {
    Optional<String> function =
        letter.inner("requestContext").text("functionArn").filter(arn -> !arn.isBlank());
    return EVENTS.stream()
        .filter(name -> letter.json().get(name).filter(Json.Obj.class::isInstance).isPresent())
        .findFirst()
        .flatMap(name ->
            function.map(arn ->
                new DeadLetter(
                    letter, name, letter.json().get(name).orElseThrow(), unqualified(arn))));
  }

  /// The letter with what failed again: of a batch those records alone that were reported.
  ///
  /// @param identifiers of the records that failed; none means all
  /// @param error why, for people
  Figures failedAgain(List<String> identifiers, String error, Instant at) {
    Figures redrive =
        letter
            .inner("redrive")
            .plus("attempts", 1)
            .with("lastAt", Json.of(at.toString()))
            .with("error", Json.of(error));
    return letter.with(member, remaining(identifiers)).with("redrive", redrive.json());
  }

  private Json remaining(List<String> identifiers) {
    Figures batch = new Figures((Json.Obj) event);
    List<Json> records =
        batch.list("Records").stream()
            .filter(record -> identifiers.contains(identifier(record)))
            .toList();
    return records.isEmpty() ? event : batch.with("Records", Json.of(records)).json();
  }

  private static String identifier(Json record) {
    return record instanceof Json.Obj object
        ? new Figures(object).inner("dynamodb").text("SequenceNumber").orElse("")
        : "";
  }

  /// `arn:aws:lambda:region:account:function:name` or a bare name.
  private static String unqualified(String arn) {
    int parts = arn.startsWith("arn:") ? PARTS_OF_AN_UNQUALIFIED_ARN : 1;
    return Arrays.stream(arn.split(":", -1)).limit(parts).collect(Collectors.joining(":"));
  }
}
