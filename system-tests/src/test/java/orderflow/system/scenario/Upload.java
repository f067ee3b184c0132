package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file on its way through a presigned URL, by plain HTTP.
///
/// @param kind `products` or `orders`
record Upload(String kind, String content) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// Announces the import with length and checksum.
  Answer announce(Client client) {
    return announce(client, Shop.newKey());
  }

  Answer announce(Client client, String key) {
    return client
        .post("/v1/imports")
        .key(key)
        .json(
            "{\"kind\":\"%s\",\"fileName\":\"%s.csv\",\"sizeBytes\":%d,\"sha256\":\"%s\"}"
                .formatted(kind, kind, bytes().length, sha256()));
  }

  /// Announces and uploads.
  ///
  /// @return the import's id
  String send(Client client) {
    JsonNode announced = announce(client).as(201, "Import");
    int status = put(announced.path("upload"));
    if (status != 200) {
      throw new AssertionError("expected that the upload is taken, found status " + status);
    }
    return announced.path("id").asText();
  }

  /// Uploads as the answer says.
  ///
  /// @return the status
  int put(JsonNode upload) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .method(upload.path("method").asText(), BodyPublishers.ofByteArray(bytes()));
    upload.path("headers").properties().stream()
        // The HTTP client sets it itself, from the body.
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
