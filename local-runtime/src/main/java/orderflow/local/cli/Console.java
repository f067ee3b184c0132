package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a running platform tells at its console port.
final class Console implements AutoCloseable {
  private static final Duration STATUS_PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  Console(String url) {
    this.url = url;
  }

  JsonNode status() throws IOException, InterruptedException {
    return get("/api/status", STATUS_PATIENCE);
  }

  /// Lines after a sequence number. Throws `HttpTimeoutException` when none comes in time.
  JsonNode logs(long after, String function, String request, Duration patience)
      throws IOException, InterruptedException {
    String query =
        "?after=" + after + "&function=" + encoded(function) + "&request=" + encoded(request);
    return get("/api/logs" + query, patience);
  }

  void stop() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/stop"))
            .timeout(STATUS_PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private JsonNode get(String path, Duration patience) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(patience).build();
    return JSON.readTree(
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
