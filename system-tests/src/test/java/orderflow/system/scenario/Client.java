package orderflow.system.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Somebody who speaks HTTP with the API; bearer of a token or not. Immutable; many threads may use
/// it.
///
/// @param authorization the `Authorization` header, or empty for none
record Client(URI api, Optional<String> authorization) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Client withToken(String token) {
    return withAuthorization("Bearer " + token);
  }

  Client withAuthorization(String header) {
    return new Client(api, Optional.of(header));
  }

  /// The token without its scheme.
  String token() {
    return authorization.orElseThrow().substring("Bearer ".length());
  }

  Call get(String path) {
    return new Call("GET", path);
  }

  Call post(String path) {
    return new Call("POST", path);
  }

  Call call(String method, String path) {
    return new Call(method, path);
  }

  /// An order of one line with a fresh idempotency key.
  Answer order(String sku, int quantity) {
    return post("/v1/orders").key(Shop.newKey()).json(lines(sku, quantity));
  }

  Answer pay(String id, String etag, long amount) {
    return pay(Shop.newKey(), id, etag, amount);
  }

  Answer pay(String key, String id, String etag, long amount) {
    return post("/v1/orders/" + id + "/payment")
        .key(key)
        .header("If-Match", etag)
        .json(
            "{\"amount\":{\"amount\":%d,\"currency\":\"EUR\"},\"method\":\"card\",\"reference\":\"pay-1\"}"
                .formatted(amount));
  }

  Answer cancel(String id, String etag) {
    return cancel(Shop.newKey(), id, etag);
  }

  Answer cancel(String key, String id, String etag) {
    return post("/v1/orders/" + id + "/cancellation")
        .key(key)
        .header("If-Match", etag)
        .json("{\"reason\":\"changed my mind\"}");
  }

  /// Any step of an order, by its path.
  Answer step(String path, String etag, String body) {
    return post(path).key(Shop.newKey()).header("If-Match", etag).json(body);
  }

  static String lines(String sku, int quantity) {
    return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
  }

  /// A request being put together; sent by its last method.
  final class Call {
    private final HttpRequest.Builder request;
    private final String method;

    private Call(String method, String path) {
      this.method = method;
      this.request = HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(60));
      authorization.ifPresent(value -> request.header("Authorization", value));
    }

    Call header(String name, String value) {
      request.header(name, value);
      return this;
    }

    Call key(String key) {
      return header("Idempotency-Key", key);
    }

    Answer json(String body) {
      return header("Content-Type", "application/json").body(body);
    }

    Answer body(String body) {
      return sent(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    }

    Answer send() {
      return sent(BodyPublishers.noBody());
    }

    private Answer sent(HttpRequest.BodyPublisher body) {
      try {
        return new Answer(
            HTTP.send(request.method(method, body).build(), BodyHandlers.ofByteArray()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
