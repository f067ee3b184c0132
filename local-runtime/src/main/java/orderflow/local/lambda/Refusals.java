package orderflow.local.lambda;

import java.nio.charset.StandardCharsets;
import orderflow.local.lambda.InvocationOutcome.Refused;

/// The refusals of the Invoke API (Lambda API reference, "Invoke", Errors).
final class Refusals {

  private Refusals() {}

  static Refused notFound(String functionArn) {
    return new Refused(404, "ResourceNotFoundException", "Function not found: " + functionArn);
  }

  static Refused forbidden(String reason) {
    return new Refused(403, "AccessDeniedException", reason);
  }

  static Refused throttled() {
    return new Refused(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  static Refused tooLarge() {
    return new Refused(
        413,
        "RequestTooLargeException",
        "Request must be smaller than "
            + PayloadLimit.REQUEST_BYTES
            + " bytes for the InvokeFunction operation");
  }

  static Refused eventTooLarge(String payload) {
    return new Refused(
        413,
        "RequestTooLargeException",
        "%d byte payload is too large for the Event invocation type (limit %d bytes)"
            .formatted(payload.getBytes(StandardCharsets.UTF_8).length, PayloadLimit.EVENT_BYTES));
  }

  static Refused badContent(String reason) {
    return new Refused(
        400, "InvalidRequestContentException", "Could not parse request body into json: " + reason);
  }

  static Refused invalidParameter(String reason) {
    return new Refused(400, "InvalidParameterValueException", reason);
  }

  static Refused unavailable(String reason) {
    return new Refused(500, "ServiceException", reason);
  }
}
