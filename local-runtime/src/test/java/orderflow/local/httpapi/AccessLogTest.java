package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.local.template.HttpApi;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void a_line_has_the_format_of_the_template() {
    log("$context.requestTime $context.requestId $context.routeKey $context.status "
            + "$context.responseLength $context.responseLatency $context.integrationLatency "
            + "$context.identity.sourceIp $context.unknown")
        .accept(entry("GET /v1/orders", 200, Duration.ofMillis(7), ""));

    assertThat(lines)
        .containsExactly(
            "id= 12/Mar/2020:19:03:58 +0000 id= GET /v1/orders 200 12 9 7 127.0.0.1 -");
  }

  @Test
  void an_error_belongs_to_the_integration_or_to_the_authorizer() {
    AccessLog log = log("i=$context.integrationErrorMessage a=$context.authorizer.error");

    log.accept(entry("GET /v1/orders", 500, Duration.ofMillis(7), "The function failed"));
    log.accept(entry("GET /v1/orders", 401, Duration.ZERO, "No token"));
    log.accept(entry("GET /v1/orders", 429, Duration.ZERO, "Throttled"));

    assertThat(lines)
        .containsExactly("id= i=The function failed a=-", "id= i=- a=No token", "id= i=- a=-");
  }

  @Test
  void a_json_format_stays_json_whatever_an_error_says() throws Exception {
    log("{\"error\":\"$context.error.message\"}")
        .accept(entry("", 500, Duration.ZERO, "a \"quoted\" $word\n"));

    String json = lines.getFirst().substring("id= ".length());
    assertThat(new ObjectMapper().readTree(json).path("error").asText())
        .isEqualTo("a \"quoted\" $word\n");
  }

  @Test
  void an_api_without_a_format_keeps_no_log() {
    new AccessLog(api(Optional.empty()), (request, line) -> lines.add(line))
        .accept(entry("GET /v1/orders", 200, Duration.ZERO, ""));

    assertThat(lines).isEmpty();
  }

  private AccessLog log(String format) {
    return new AccessLog(
        api(Optional.of(format)), (request, line) -> lines.add(request + " " + line));
  }

  private static AccessLogEntry entry(
      String routeKey, int status, Duration integration, String error) {
    return new AccessLogEntry(
        "id=",
        Instant.parse("2020-03-12T19:03:58.123Z"),
        "GET",
        "/v1/orders",
        routeKey,
        status,
        12,
        Duration.ofMillis(9),
        integration,
        "127.0.0.1",
        error);
  }

  private static HttpApi api(Optional<String> format) {
    return new HttpApi(
        "Api", "abc123", List.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), format);
  }
}
