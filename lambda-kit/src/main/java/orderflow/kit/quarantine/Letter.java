package orderflow.kit.quarantine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import orderflow.kit.json.Json;

/// An event that a function set aside, with everything that is needed to send it again. It has the
/// members that Lambda's own letters to an S3 destination have (Lambda Developer Guide, "Retain
/// discarded records for a DynamoDB event source"), and `error` beside them.
///
/// @param eventId the record's own id: the letter's name, so that a redelivery overwrites
/// @param requestId the invocation that set it aside
/// @param functionArn the function to send it to again; a qualifier is dropped, as in Lambda's
///   letters
/// @param at when it was set aside
/// @param code what is wrong, a stable word
/// @param detail what was found and what was expected; no secret
/// @param sequenceNumber its place in the stream it came by
/// @param payload the whole event to send again, with this record alone
public record Letter(
    String eventId,
    String requestId,
    String functionArn,
    Instant at,
    String code,
    String detail,
    Optional<String> sequenceNumber,
    Json payload) {
  private static final int PARTS_OF_AN_UNQUALIFIED_ARN = 7;

  public Letter {
    functionArn = unqualified(functionArn);
  }

  Json toJson() {
    return Json.object()
        .with("version", "1.0")
        .with("timestamp", at.toString())
        .with("requestContext", requestContext())
        .with("error", Json.object().with("code", code).with("detail", detail).build())
        .withOptional("sequenceNumber", sequenceNumber)
        .with("payload", payload)
        .build();
  }

  private Json requestContext() {
    return Json.object()
        .with("requestId", requestId)
        .with("functionArn", functionArn)
        .with("condition", "Quarantined")
        .with("approximateInvokeCount", 1)
        .build();
  }

  private static String unqualified(String arn) {
    return Arrays.stream(arn.split(":", -1))
        .limit(PARTS_OF_AN_UNQUALIFIED_ARN)
        .collect(Collectors.joining(":"));
  }
}
