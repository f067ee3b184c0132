package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls the API for the demo, and prints each step with the curl that does the same.
final class DemoClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final PrintWriter out;
  private int step;

  DemoClient(URI api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /// An answer with the status that was expected.
  record Reply(String body, JsonNode json) {}

  Reply get(String title, String path, String token, int status)
      throws IOException, InterruptedException, Problem {
    announce(title, "curl '" + api + path + "'" + tokenOption(token));
    return send(request(path, token).GET().build(), status);
  }

  /// A GET that only checks; it is no step of its own.
  Reply quietly(String path, int status) throws IOException, InterruptedException, Problem {
    return send(request(path, "").GET().build(), status);
  }

  /// A POST of JSON; the key and the ETag are left out when they are empty.
  Reply post(
      String title, String path, String token, String key, String etag, String body, int status)
      throws IOException, InterruptedException, Problem {
    String options =
        tokenOption(token)
            + option("Content-Type: application/json")
            + (key.isEmpty() ? "" : option("Idempotency-Key: " + key))
            + (etag.isEmpty() ? "" : option("If-Match: " + etag));
    announce(title, "curl '" + api + path + "'" + options + " \\\n      -d '" + body + "'");
    HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    if (!etag.isEmpty()) {
      request.header("If-Match", etag);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), status);
  }

  void say(String what) {
    out.println("   " + what);
    out.flush();
  }

  void expect(boolean holds, String what) throws Problem {
    if (!holds) {
      throw new Problem("Step " + step + " went wrong.", "Expected: " + what + ".");
    }
  }

  void done() {
    out.println();
    out.println("All " + step + " steps went as expected.");
    out.flush();
  }

  private void announce(String title, String curl) {
    step++;
    out.println();
    out.println(step + ". " + title);
    out.println("   $ " + curl);
    out.flush();
  }

  private HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request, int status)
      throws IOException, InterruptedException, Problem {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != status) {
      throw new Problem(
          request.method()
              + " "
              + request.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + response.body(),
          "Expected status " + status + ".");
    }
    return new Reply(response.body(), JSON.readTree(response.body()));
  }

  private static String tokenOption(String token) {
    return token.isEmpty() ? "" : " \\\n      -H \"Authorization: Bearer $TOKEN\"";
  }

  private static String option(String header) {
    return " \\\n      -H '" + header + "'";
  }
}
