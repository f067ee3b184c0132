package orderflow.auth.http;

import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// The answer to a token that outlives its account, which it does by at most its own life.
final class Gone {

  private Gone() {}

  static HttpResponse in(HttpRequest request) {
    return Problem.of(ErrorCode.UNAUTHENTICATED, "the account is not in use")
        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .in(request);
  }
}
