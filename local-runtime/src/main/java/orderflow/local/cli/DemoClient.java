package orderflow.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Sends the demo's requests and tells of each one with the curl that does the same. The token is
/// written as `$TOKEN`.
final class DemoClient implements AutoCloseable {
  // The gateway gives up after 30 s.
  private static final Duration PATIENCE = Duration.ofSeconds(35);
  private static final String PASSWORD = "try-it-out-locally";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long PAUSE_MILLISECONDS = 250;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI api;
  private final PrintWriter out;
  private String token = "";
  private String step = "";
  private int steps;

  DemoClient(URI api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /// A request to come.
  record Call(
      String method, String path, String body, Map<String, String> headers, boolean withToken) {

    Call {
      headers = new LinkedHashMap<>(headers);
    }

    static Call get(String path) {
      return new Call("GET", path, "", Map.of(), true);
    }

    /// A request to another address than the API's, with the file as its body.
    static Call upload(String url, Path file) {
      return new Call("PUT", url, "@" + file, Map.of(), false);
    }

    static Call post(String path, String body) {
      return new Call("POST", path, body, Map.of("Content-Type", "application/json"), true);
    }

    Call header(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Call(method, path, body, more, withToken);
    }

    Call withoutToken() {
      return new Call(method, path, body, headers, false);
    }
  }

  /// An answer with a JSON body.
  record Answer(int status, HttpHeaders headers, JsonNode body) {
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /// Logs in with a demo account; the calls that follow carry its token.
  void logIn(String email) throws IOException, InterruptedException, Problem {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    Answer answer = send("Log in as " + email, Call.post("/v1/auth/login", body).withoutToken());
    expectStatus(answer, 200);
    token = answer.body().path("access_token").asText();
    expect(!token.isEmpty(), "an access_token", "none");
    say("A token for " + answer.body().path("expires_in").asText() + " seconds.");
  }

  Answer send(String title, Call call) throws IOException, InterruptedException {
    step(title, curl(call));
    return answer(call);
  }

  /// Sends a request until its answer is as it has to be in the end.
  ///
  /// @param expected in words, for when it does not come
  Answer await(String title, Call call, String expected, Predicate<JsonNode> met)
      throws IOException, InterruptedException, Problem {
    step(title, curl(call));
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    Answer answer = answer(call);
    while (!met.test(answer.body()) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      answer = answer(call);
    }
    expect(met.test(answer.body()), expected, answer.status() + " " + answer.body());
    return answer;
  }

  /// Begins a step that is no request.
  void step(String title, String command) {
    step = title;
    out.printf("%d. %s%n   %s%n", ++steps, title, command);
    out.flush();
  }

  private Answer answer(Call call) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(call), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.headers(), json(answer.body()));
  }

  void say(String text) {
    out.printf("   -> %s%n%n", text);
    out.flush();
  }

  void expectStatus(Answer answer, int status) throws Problem {
    expect(
        answer.status() == status,
        "status " + status,
        "status " + answer.status() + " with " + answer.body());
  }

  void expect(boolean met, String expected, String found) throws Problem {
    if (!met) {
      out.flush();
      throw new Problem(
          "Step %d, %s: expected %s, found %s".formatted(steps, step, expected, found),
          "./local logs shows what the functions did.");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest request(Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(call)))
            .timeout(PATIENCE)
            .method(call.method(), body(call));
    call.headers().forEach(request::header);
    if (call.withToken()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private String url(Call call) {
    return call.path().startsWith("http") ? call.path() : api + call.path();
  }

  private static HttpRequest.BodyPublisher body(Call call) throws IOException {
    return call.body().startsWith("@")
        ? HttpRequest.BodyPublishers.ofFile(Path.of(call.body().substring(1)))
        : HttpRequest.BodyPublishers.ofString(call.body());
  }

  private String curl(Call call) {
    StringBuilder text = new StringBuilder("curl -i '" + url(call) + "'");
    if (call.body().startsWith("@")) {
      return text + " --upload-file '" + call.body().substring(1) + "'";
    }
    if (call.withToken()) {
      text.append(" -H \"Authorization: Bearer $TOKEN\"");
    }
    call.headers()
        .forEach((name, value) ->
            text.append(" -H '").append(name).append(": ").append(value).append('\''));
    if (!call.body().isEmpty()) {
      text.append(" -d '").append(call.body()).append('\'');
    }
    return text.toString();
  }

  private static JsonNode json(String body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(body);
    }
  }
}
