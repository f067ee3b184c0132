package orderflow.local.httpapi;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of the check whether a request may pass.
sealed interface Verdict {

  /// It may. `context` goes to the function; a missing node means the route has no authorizer.
  record Passed(JsonNode context) implements Verdict {}

  /// It may not; this is the answer and, for the access log, why.
  record Refused(GatewayResponse response, String reason) implements Verdict {}
}
