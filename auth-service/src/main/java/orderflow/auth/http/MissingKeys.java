package orderflow.auth.http;

import java.time.Duration;
import java.util.Map;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.model.ErrorCode;

/// The answer of a deployment whose keys nobody has made yet.
record MissingKeys(LogWriter log) {
  private static final Duration WAIT = Duration.ofSeconds(30);

  HttpResponse in(HttpRequest request) {
    log.error(
        "no key exists: invoke AuthCommandsFunction with the command EnsureKeys;"
            + " logins are answered with 503 until then",
        Map.of(LogField.REQUEST_ID, request.requestId()));
    return Problem.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE, "no signing key has been set up yet", WAIT)
        .in(request);
  }
}
