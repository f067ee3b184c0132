package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import orderflow.local.lambda.InvocationOutcome;
import orderflow.local.template.Throttle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private final GatewayFixture gateway =
      new GatewayFixture().route("POST /a", "F").route("GET /b", "F");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void unknown_path_or_method_is_404() throws Exception {
    HttpResponse<byte[]> path = gateway.get("/nowhere");
    HttpResponse<byte[]> method = gateway.get("/a");

    assertAnswer(path, 404, "Not Found");
    assertAnswer(method, 404, "Not Found");
    assertThat(path.headers().firstValue("apigw-requestid")).isPresent();
  }

  @Test
  void headers_over_10240_bytes_are_431() throws Exception {
    HttpResponse<byte[]> below = gateway.get("/b", "X-Large", "x".repeat(9_900));
    HttpResponse<byte[]> above = gateway.get("/b", "X-Large", "x".repeat(10_240));

    assertThat(below.statusCode()).isEqualTo(200);
    assertAnswer(above, 431, "Request Header Fields Too Large");
  }

  @Test
  void body_over_10_megabytes_is_413() throws Exception {
    HttpResponse<byte[]> response = gateway.send("POST", "/a", new byte[10 * 1024 * 1024 + 1]);

    assertAnswer(response, 413, "Request Entity Too Large");
    assertThat(gateway.events()).isEmpty();
  }

  @Test
  void event_over_6_megabytes_is_413_base64_included() throws Exception {
    HttpResponse<byte[]> text =
        gateway.send("POST", "/a", new byte[5_000_000], "Content-Type", "application/zip");

    assertAnswer(text, 413, "Request Entity Too Large");
    assertThat(gateway.events()).isEmpty();
  }

  @Test
  void function_slower_than_the_integration_limit_is_503_and_runs_on() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    CountDownLatch finished = new CountDownLatch(1);
    gateway
        .integrationTimeout(Duration.ofMillis(50))
        .function(
            "F",
            invocation -> {
              await(latch);
              finished.countDown();
              return GatewayFixture.finished("{}", false);
            });

    HttpResponse<byte[]> response = gateway.get("/b");
    latch.countDown();
    await(finished);

    assertAnswer(response, 503, "Service Unavailable");
    assertThat(gateway.log().getFirst().error()).isEqualTo("Timed out");
  }

  @Test
  void failed_function_and_missing_permission_are_500() throws Exception {
    gateway.function(
        "F", invocation -> GatewayFixture.finished("{\"errorMessage\":\"secret\"}", true));
    HttpResponse<byte[]> failed = gateway.get("/b");
    gateway.function(
        "F", invocation -> new InvocationOutcome.Refused(404, "ResourceNotFoundException", "x"));
    HttpResponse<byte[]> missing = gateway.get("/b");

    assertAnswer(failed, 500, "Internal Server Error");
    assertAnswer(missing, 500, "Internal Server Error");
  }

  @Test
  void requests_over_the_burst_are_429_until_the_bucket_refills() throws Exception {
    gateway.throttle("GET /b", new Throttle(2, 1.0));

    int first = gateway.get("/b").statusCode();
    int second = gateway.get("/b").statusCode();
    HttpResponse<byte[]> third = gateway.get("/b");
    int otherRoute = gateway.send("POST", "/a", new byte[0]).statusCode();
    gateway.advance(Duration.ofSeconds(1));
    int later = gateway.get("/b").statusCode();

    assertThat(first).isEqualTo(200);
    assertThat(second).isEqualTo(200);
    assertAnswer(third, 429, "Too Many Requests");
    assertThat(otherRoute).isEqualTo(200);
    assertThat(later).isEqualTo(200);
  }

  @Test
  void access_log_names_route_status_and_reason() throws Exception {
    HttpResponse<byte[]> response = gateway.get("/b");
    gateway.get("/nowhere");

    AccessLogEntry found = gateway.log().getFirst();
    AccessLogEntry missing = gateway.log().getLast();
    assertThat(found.routeKey()).isEqualTo("GET /b");
    assertThat(found.status()).isEqualTo(200);
    assertThat(response.headers().firstValue("apigw-requestid")).contains(found.requestId());
    assertThat(found.responseLatency()).isGreaterThanOrEqualTo(found.integrationLatency());
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.error()).isEqualTo("No route");
  }

  private static void assertAnswer(HttpResponse<byte[]> response, int status, String message)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(GatewayFixture.json(response)).isEqualTo(GatewayFixture.message(message));
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
