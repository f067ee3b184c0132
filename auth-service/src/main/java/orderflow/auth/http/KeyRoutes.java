package orderflow.auth.http;

import java.time.Duration;
import orderflow.auth.application.ReadPublicKeys;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// `GET /.well-known/jwks.json` (RFC 7517 §5). Cacheable: keys are published well before they sign
/// and well after they have.
final class KeyRoutes {
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final ReadPublicKeys readPublicKeys;

  KeyRoutes(ReadPublicKeys readPublicKeys) {
    this.readPublicKeys = readPublicKeys;
  }

  HttpResponse keys(HttpRequest request) {
    return readPublicKeys
        .read()
        .map(keys -> Published.answer(request, keys))
        .orElseGet(() ->
            Problem.retryLater(
                    ErrorCode.SERVICE_UNAVAILABLE, "no signing key has been set up yet", WAIT)
                .in(request));
  }
}
