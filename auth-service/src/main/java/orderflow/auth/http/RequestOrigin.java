package orderflow.auth.http;

import orderflow.auth.domain.Origin;
import orderflow.kit.http.Caller;
import orderflow.kit.http.HttpRequest;

/// Where a request comes from, as the audit log wants it.
final class RequestOrigin {

  private RequestOrigin() {}

  static Origin of(HttpRequest request) {
    String actor =
        request.caller() instanceof Caller.Identified known ? known.subject() : Origin.ANONYMOUS;
    return new Origin(
        actor, request.requestId(), request.sourceIp(), request.header("user-agent").orElse(""));
  }
}
