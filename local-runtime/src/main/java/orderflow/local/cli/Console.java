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

/// What a running platform tells and does at its console port.
final class Console implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  // A function may run for fifteen minutes.
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(16);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  Console(String url) {
    this.url = url;
  }

  JsonNode status() throws IOException, InterruptedException {
    return body(get("/api/status", PATIENCE));
  }

  /// Lines after a sequence number. Throws `HttpTimeoutException` when none comes in time.
  JsonNode logs(long after, String function, String request, Duration patience)
      throws IOException, InterruptedException {
    String query =
        "?after=" + after + "&function=" + encoded(function) + "&request=" + encoded(request);
    return body(get("/api/logs" + query, patience));
  }

  void stop() throws IOException, InterruptedException {
    send(request("/api/stop", PATIENCE).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /// What is at a path.
  ///
  /// @throws Problem with the platform's words when it refuses
  JsonNode read(String path) throws IOException, InterruptedException, Problem {
    return accepted(get(path, PATIENCE));
  }

  /// Lets the platform do something and waits for its end.
  ///
  /// @throws Problem with the platform's words when it refuses
  JsonNode act(String method, String path, String body)
      throws IOException, InterruptedException, Problem {
    return accepted(
        send(
            request(path, LONG_PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode accepted(HttpResponse<String> answer) throws IOException, Problem {
    JsonNode body = body(answer);
    if (answer.statusCode() >= 300) {
      throw new Problem(body.path("message").asText(), "--help shows what the command takes.");
    }
    return body;
  }

  private HttpResponse<String> get(String path, Duration patience)
      throws IOException, InterruptedException {
    return send(request(path, patience));
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(patience);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static JsonNode body(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
