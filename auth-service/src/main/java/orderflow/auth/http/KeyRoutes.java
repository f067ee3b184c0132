package orderflow.auth.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import orderflow.auth.application.ReadPublicKeys;
import orderflow.auth.domain.Digests;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Precondition;
import orderflow.kit.http.Problem;
import orderflow.model.ErrorCode;

/// `GET /.well-known/jwks.json` (RFC 7517 §5). Cacheable: keys are published well before they sign
/// and well after they have.
final class KeyRoutes {
  private static final String CACHE_CONTROL = "public, max-age=300";
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final ReadPublicKeys readPublicKeys;

  KeyRoutes(ReadPublicKeys readPublicKeys) {
    this.readPublicKeys = readPublicKeys;
  }

  HttpResponse keys(HttpRequest request) {
    return readPublicKeys
        .read()
        .map(keys -> answer(request, keys))
        .orElseGet(() ->
            Problem.retryLater(
                    ErrorCode.SERVICE_UNAVAILABLE, "no signing key has been set up yet", WAIT)
                .in(request));
  }

  private static HttpResponse answer(HttpRequest request, String keys) {
    String etag = "\"" + Digests.sha256Hex(keys).substring(0, 32) + "\"";
    HttpResponse response =
        Precondition.isNotModified(request, etag)
            ? HttpResponse.empty(304)
            : HttpResponse.of(200, "application/json", keys.getBytes(StandardCharsets.UTF_8));
    return response.with("ETag", etag).with("Cache-Control", CACHE_CONTROL);
  }
}
