package orderflow.local.httpapi;

import java.time.Instant;

/// A request as it came in.
///
/// @param id the gateway's request id
/// @param rawPath still percent-encoded
/// @param rawQuery still percent-encoded, empty for none
/// @param receivedAt when it came
/// @param sourceIp the client's address
/// @param port the port it came to
record GatewayRequest(
    String id,
    String method,
    String rawPath,
    String rawQuery,
    RequestHeaders headers,
    Body body,
    Instant receivedAt,
    String sourceIp,
    int port) {

  String path() {
    return Percent.decodePath(rawPath);
  }

  boolean isPreflight() {
    return method.equals("OPTIONS")
        && headers.get("origin").isPresent()
        && headers.get("access-control-request-method").isPresent();
  }
}
