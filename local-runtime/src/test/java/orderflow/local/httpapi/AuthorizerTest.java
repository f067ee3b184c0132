package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import orderflow.local.lambda.InvocationOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {

  private static final String YES =
      "{\"isAuthorized\":true,\"context\":{\"sub\":\"u1\",\"age\":7,\"ok\":true}}";
  private static final String NO = "{\"isAuthorized\":false}";
  private static final String TOKEN = "$request.header.Authorization";

  private final GatewayFixture gateway =
      new GatewayFixture()
          .route("GET /a", "F", Optional.of("Auth"))
          .route("GET /b", "F", Optional.of("Auth"))
          .route("GET /open", "F");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void event_is_the_request_with_type_route_arn_and_identity_source() throws Exception {
    gateway
        .authorizer("Auth", Duration.ofMinutes(1), TOKEN, "$request.querystring.Key")
        .returning("Auth", YES);

    gateway.get("/a?Key=k1", "authorization", "t1");

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("version").textValue()).isEqualTo("2.0");
    assertThat(event.get("type").textValue()).isEqualTo("REQUEST");
    assertThat(event.get("routeArn").textValue())
        .isEqualTo("arn:aws:execute-api:eu-west-1:000000000000:abc123/$default/GET/a");
    assertThat(event.get("identitySource"))
        .isEqualTo(GatewayFixture.JSON.createArrayNode().add("t1").add("k1"));
    assertThat(event.has("body")).isFalse();
    assertThat(event.has("isBase64Encoded")).isFalse();
  }

  @Test
  void context_reaches_the_function_with_its_types() throws Exception {
    gateway.authorizer("Auth", Duration.ZERO, TOKEN).returning("Auth", YES);

    gateway.get("/a", "Authorization", "t");

    assertThat(gateway.events().getLast().get("requestContext").get("authorizer").get("lambda"))
        .isEqualTo(GatewayFixture.JSON.readTree(YES).get("context"));
  }

  @Test
  void missing_or_empty_identity_is_401_without_calling_the_function() throws Exception {
    gateway
        .authorizer("Auth", Duration.ofMinutes(1), TOKEN, "$request.querystring.key")
        .returning("Auth", YES);

    var missing = gateway.get("/a?key=1");
    var empty = gateway.get("/a?key=", "Authorization", "t");
    var otherCase = gateway.get("/a?KEY=1", "Authorization", "t");

    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(GatewayFixture.json(missing)).isEqualTo(GatewayFixture.message("Unauthorized"));
    assertThat(empty.statusCode()).isEqualTo(401);
    assertThat(otherCase.statusCode()).isEqualTo(401);
    assertThat(gateway.events()).isEmpty();
  }

  @Test
  void refusal_is_403_and_the_function_is_not_called() throws Exception {
    gateway.authorizer("Auth", Duration.ZERO, TOKEN).returning("Auth", NO);

    var response = gateway.get("/a", "Authorization", "t");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(GatewayFixture.json(response)).isEqualTo(GatewayFixture.message("Forbidden"));
    assertThat(gateway.events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"isAuthorized\":\"true\"}",
        "{\"isAuthorized\":true,\"context\":7}",
        "{\"principalId\":\"u\",\"policyDocument\":{}}",
        "not json"
      })
  void answer_of_a_wrong_form_is_an_internal_server_error(String answer) throws Exception {
    gateway.authorizer("Auth", Duration.ofMinutes(1), TOKEN).returning("Auth", answer);

    var response = gateway.get("/a", "Authorization", "t");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(GatewayFixture.json(response))
        .isEqualTo(GatewayFixture.message("Internal Server Error"));
    assertThat(gateway.events()).hasSize(1);
  }

  @Test
  void failure_and_missing_function_are_internal_server_errors_and_not_cached() throws Exception {
    gateway
        .authorizer("Auth", Duration.ofMinutes(1), TOKEN)
        .function("Auth", invocation -> GatewayFixture.finished(YES, true));

    var failed = gateway.get("/a", "Authorization", "t");
    gateway.function(
        "Auth", invocation -> new InvocationOutcome.Refused(404, "ResourceNotFoundException", "x"));
    var missing = gateway.get("/a", "Authorization", "t");
    gateway.returning("Auth", YES);
    var later = gateway.get("/a", "Authorization", "t");

    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(missing.statusCode()).isEqualTo(500);
    assertThat(later.statusCode()).isEqualTo(200);
  }

  @Test
  void verdict_is_cached_by_identity_for_all_routes_until_its_time_is_over() throws Exception {
    gateway
        .authorizer("Auth", Duration.ofSeconds(60), TOKEN)
        .returning("Auth", YES)
        .returning("F", "{}");

    gateway.get("/a", "Authorization", "t");
    gateway.get("/b", "Authorization", "t");
    long whileCached = asked();
    gateway.get("/a", "Authorization", "other");
    long otherIdentity = asked();
    gateway.advance(Duration.ofSeconds(61));
    gateway.get("/a", "Authorization", "t");

    assertThat(whileCached).isEqualTo(1);
    assertThat(otherIdentity).isEqualTo(2);
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  void route_key_as_a_source_keeps_verdicts_apart_and_a_lifetime_of_zero_keeps_none()
      throws Exception {
    gateway
        .authorizer("Auth", Duration.ofSeconds(60), TOKEN, "$context.routeKey")
        .returning("Auth", YES);

    gateway.get("/a", "Authorization", "t");
    gateway.get("/b", "Authorization", "t");

    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void lifetime_of_zero_asks_every_time() throws Exception {
    gateway.authorizer("Auth", Duration.ZERO, TOKEN).returning("Auth", YES);

    gateway.get("/a", "Authorization", "t");
    gateway.get("/a", "Authorization", "t");

    assertThat(asked()).isEqualTo(2);
  }

  @Test
  void public_route_needs_no_identity() throws Exception {
    gateway.authorizer("Auth", Duration.ZERO, TOKEN).returning("Auth", NO);

    var response = gateway.get("/open");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(asked()).isZero();
  }

  @Test
  void identity_source_that_is_not_emulated_is_refused_at_the_start() {
    gateway.authorizer("Auth", Duration.ZERO, "$context.protocol");

    assertThatThrownBy(gateway::url)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$context.protocol is not emulated");
  }

  @Test
  void authorizer_slower_than_its_limit_is_an_internal_server_error() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    gateway
        .authorizer("Auth", Duration.ofMinutes(1), TOKEN)
        .authorizerTimeout(Duration.ofMillis(50))
        .function("Auth", invocation -> yesAfter(latch));

    var response = gateway.get("/a", "Authorization", "t");
    latch.countDown();

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(gateway.events()).hasSize(1);
  }

  private static InvocationOutcome yesAfter(CountDownLatch latch) {
    try {
      latch.await();
      return GatewayFixture.finished(YES, false);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long asked() {
    return gateway.events().stream().filter(event -> event.has("identitySource")).count();
  }
}
