package orderflow.auth.http;

import java.nio.charset.StandardCharsets;
import orderflow.auth.domain.Digests;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Precondition;

/// Answers with JSON text that everybody may read and keep for five minutes, with an `ETag` made
/// from it.
final class Published {
  private static final String CACHE_CONTROL = "public, max-age=300";

  private Published() {}

  static HttpResponse answer(HttpRequest request, String json) {
    String etag = "\"" + Digests.sha256Hex(json).substring(0, 32) + "\"";
    HttpResponse response =
        Precondition.isNotModified(request, etag)
            ? HttpResponse.empty(304)
            : HttpResponse.of(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    return response.with("ETag", etag).with("Cache-Control", CACHE_CONTROL);
  }
}
