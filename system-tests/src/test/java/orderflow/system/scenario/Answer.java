package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orderflow.system.openapi.SchemaCheck;

/// What came back. Reading it as something checks it against the schema of `api/openapi.yaml`.
record Answer(HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaCheck SCHEMAS = SchemaCheck.ofProject();

  int status() {
    return response.statusCode();
  }

  /// A header's value, or empty.
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return json(text());
  }

  /// Any JSON text.
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The body, after a check of status, content type and schema.
  JsonNode as(int status, String schema) {
    assertThat(status()).as("%s", this).isEqualTo(status);
    assertThat(header("Content-Type")).as("%s", this).isEqualTo("application/json");
    return conforming(schema);
  }

  /// The problem, after a check of status, code and schema.
  JsonNode problem(int status, String code) {
    assertThat(status()).as("%s", this).isEqualTo(status);
    assertThat(header("Content-Type")).as("%s", this).isEqualTo("application/problem+json");
    JsonNode problem = conforming("Problem");
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("requestId").asText()).isEqualTo(header("X-Request-Id"));
    return problem;
  }

  /// An answer of the gateway itself.
  void gateway(int status, String message) {
    assertThat(status()).as("%s", this).isEqualTo(status);
    assertThat(conforming("GatewayMessage").path("message").asText()).isEqualTo(message);
  }

  private JsonNode conforming(String schema) {
    JsonNode body = json();
    assertThat(faults(schema, body)).as("%s", this).isEmpty();
    return body;
  }

  /// What is wrong with a value, by its schema in `api/openapi.yaml`.
  static List<String> faults(String schema, JsonNode value) {
    return SCHEMAS.faults(schema, value);
  }

  @Override
  public String toString() {
    return response.request().method()
        + " "
        + response.request().uri().getPath()
        + " → "
        + status()
        + " "
        + text();
  }
}
