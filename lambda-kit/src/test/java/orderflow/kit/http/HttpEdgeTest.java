package orderflow.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import orderflow.kit.id.Ids;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.MetricWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class HttpEdgeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Map<String, Object> GOOD =
      Map.of(
          "verdict", "ok",
          "sub", "usr_1",
          "roles", "customer",
          "scope", "orders:read",
          "exp", Long.toString(NOW.getEpochSecond() + 60));

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final HttpEdge edge = edge(new PrintStream(lines, true, UTF_8));

  @Test
  void a_caller_that_writes_too_much_is_told_when_to_come_again_and_still_reads() {
    for (int write = 0; write < WriteLimit.QUOTA; write++) {
      assertThat(write().getStatusCode()).isEqualTo(200);
    }

    APIGatewayV2HTTPResponse refused = write();
    APIGatewayV2HTTPResponse read =
        send(Events.withVerdict(Events.of("GET /read", Map.of(), ""), writer()));

    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(json(refused.getBody()).get("code")).contains(Json.of("too_many_requests"));
    assertThat(refused.getHeaders())
        .containsEntry("Retry-After", "1")
        .containsEntry("RateLimit-Policy", "\"writes\";q=200;w=4")
        .containsEntry("RateLimit", "\"writes\";r=0;t=1");
    assertThat(read.getStatusCode()).isEqualTo(200);
    assertThat(read.getHeaders()).doesNotContainKey("RateLimit");
  }

  private static Map<String, Object> writer() {
    Map<String, Object> writer = new HashMap<>(GOOD);
    writer.put("scope", "orders:read orders:write");
    return writer;
  }

  private APIGatewayV2HTTPResponse write() {
    return send(Events.withVerdict(Events.of("POST /write", jsonType(), "{}"), writer()));
  }

  @Test
  void an_open_route_answers_anyone_with_the_common_headers() {
    APIGatewayV2HTTPResponse response = send(Events.of("GET /open", Map.of(), ""));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "private")
        .hasEntrySatisfying("X-Request-Id", id -> assertThat(id).startsWith("req_"));
  }

  @Test
  void a_well_formed_request_id_is_taken_and_any_other_replaced() {
    assertThat(requestId("abc.DEF-1_2")).isEqualTo("abc.DEF-1_2");
    assertThat(requestId("with space")).startsWith("req_");
    assertThat(requestId("x".repeat(129))).startsWith("req_");
  }

  @Test
  void a_scope_route_lets_a_good_token_with_the_scope_pass() {
    APIGatewayV2HTTPResponse response =
        send(Events.withVerdict(Events.of("GET /read", Map.of(), ""), GOOD));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(json(response.getBody()).get("caller")).contains(new Json.Str("usr_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "malformed", "bad_signature", "OK", ""})
  void any_verdict_but_ok_is_a_401_problem_with_a_challenge(String verdict) {
    Map<String, Object> context = new HashMap<>(GOOD);
    context.put("verdict", verdict);

    assertUnauthenticated(send(Events.withVerdict(Events.of("GET /read", Map.of(), ""), context)));
  }

  @Test
  void a_missing_context_or_authorizer_is_401() {
    APIGatewayV2HTTPEvent bare = Events.of("GET /read", Map.of(), "");
    bare.setRequestContext(null);

    assertUnauthenticated(send(bare));
    assertUnauthenticated(send(Events.of("GET /read", Map.of(), "")));
    assertUnauthenticated(
        send(Events.withVerdict(Events.of("GET /read", Map.of(), ""), Map.of("verdict", "ok"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1767225600", "0", "soon"})
  void a_verdict_whose_token_has_ended_meanwhile_is_401(String exp) {
    Map<String, Object> context = new HashMap<>(GOOD);
    context.put("exp", exp);

    assertUnauthenticated(send(Events.withVerdict(Events.of("GET /read", Map.of(), ""), context)));
  }

  @Test
  void a_missing_scope_is_403_and_named() {
    APIGatewayV2HTTPResponse response =
        send(Events.withVerdict(Events.of("POST /write", Map.of(), ""), GOOD));

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(response.getHeaders().get("WWW-Authenticate"))
        .contains("insufficient_scope")
        .contains("orders:write");
  }

  @ParameterizedTest
  @CsvSource({"599,200", "600,403"})
  void a_step_up_route_wants_a_login_younger_than_ten_minutes(long age, int status) {
    Map<String, Object> context = new HashMap<>(GOOD);
    context.put("auth_time", Long.toString(NOW.getEpochSecond() - age));

    APIGatewayV2HTTPResponse response =
        send(Events.withVerdict(Events.of("POST /sensitive", Map.of(), ""), context));

    assertThat(response.getStatusCode()).isEqualTo(status);
  }

  @Test
  void a_token_without_the_time_of_its_login_is_told_to_log_in_again() {
    APIGatewayV2HTTPResponse response =
        send(Events.withVerdict(Events.of("POST /sensitive", Map.of(), ""), GOOD));

    assertThat(response.getStatusCode()).isEqualTo(403);
    assertThat(json(response.getBody()).get("code")).contains(Json.of("recent_login_required"));
    assertThat(response.getHeaders())
        .containsEntry(
            "WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=600");
  }

  @Test
  void step_up_keeps_what_the_route_asked_before_and_lets_a_clients_own_token_pass() {
    Map<String, Object> client =
        Map.of(
            "verdict", "ok",
            "sub", "cli_1",
            "client_id", "cli_1",
            "scope", "orders:read",
            "exp", Long.toString(NOW.getEpochSecond() + 60));
    Map<String, Object> lacking = new HashMap<>(client);
    lacking.put("scope", "");

    assertThat(sensitive(client).getStatusCode()).isEqualTo(200);
    assertThat(json(sensitive(lacking).getBody()).get("code"))
        .contains(Json.of("insufficient_scope"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded,200",
    "application/x-www-form-urlencoded; charset=UTF-8,200",
    "application/json,415"
  })
  void a_route_of_forms_takes_forms_only(String contentType, int status) {
    APIGatewayV2HTTPResponse response =
        send(Events.of("POST /form", Map.of("content-type", contentType), "a=1"));

    assertThat(response.getStatusCode()).isEqualTo(status);
  }

  @Test
  void a_fault_is_a_500_without_internals_and_logged_once_with_its_request_id() {
    APIGatewayV2HTTPResponse response =
        send(Events.of("GET /broken", Map.of("x-request-id", "r-1"), ""));

    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.getBody()).doesNotContain("Illegal").doesNotContain("inner detail");
    assertThat(lines.toString(UTF_8).lines().filter(line -> line.contains("inner detail")))
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"")
        .contains("\"requestId\":\"r-1\"");
  }

  @Test
  void every_problem_body_is_complete() {
    Json.Obj problem =
        json(send(Events.of("GET /nowhere", Map.of("x-request-id", "r\"2"), "")).getBody());

    assertThat(problem.members()).containsKeys("type", "title", "detail", "requestId");
    assertThat(problem.get("status")).contains(new Json.Num("404"));
    assertThat(problem.get("code")).contains(new Json.Str("not_found"));
    assertThat(problem.get("instance")).contains(new Json.Str("/nowhere"));
  }

  @Test
  void a_body_over_the_limit_is_413() {
    String body = "x".repeat(HttpEdge.MAX_BODY_BYTES);

    assertThat(post(body, "application/json")).isEqualTo(200);
    assertThat(post(body + "x", "application/json")).isEqualTo(413);
  }

  @Test
  void a_base64_body_counts_and_reads_decoded() {
    APIGatewayV2HTTPEvent event = Events.of("POST /open", jsonType(), "");
    event.setBody(Base64.getEncoder().encodeToString("{\"é\":1}".getBytes(UTF_8)));
    event.setIsBase64Encoded(true);

    assertThat(json(send(event).getBody()).get("size")).contains(new Json.Num("8"));
  }

  @Test
  void a_base64_flag_that_lies_does_not_break_the_function() {
    APIGatewayV2HTTPEvent event = Events.of("POST /open", jsonType(), "{\"a\":1}");
    event.setIsBase64Encoded(true);

    assertThat(send(event).getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,200",
    "'Application/JSON; charset=utf-8',200",
    "text/plain,415",
    "application/x-www-form-urlencoded,415"
  })
  void only_json_bodies_are_taken(String contentType, int status) {
    assertThat(post("{}", contentType)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "*/*,200",
    "'text/html, application/json;q=0.5',200",
    "application/*,200",
    "text/html,406",
    "application/json;q=0,406"
  })
  void an_accept_header_without_json_is_406(String accept, int status) {
    assertThat(send(Events.of("GET /open", Map.of("Accept", accept), "")).getStatusCode())
        .isEqualTo(status);
  }

  @Test
  void each_request_is_one_log_line_and_one_metric_line_with_a_bounded_route() {
    send(Events.of("GET /open", Map.of(), ""));
    send(Events.of("GET /made-up-by-a-scanner", Map.of(), ""));

    assertThat(lines.toString(UTF_8).lines()).hasSize(4);
    assertThat(lines.toString(UTF_8).lines().filter(line -> line.contains("_aws")))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"route\":\"GET /open\"", "\"ColdStarts\":1"),
            second -> assertThat(second).contains("\"route\":\"none\"").doesNotContain("ColdSt"));
  }

  private int post(String body, String contentType) {
    return send(Events.of("POST /open", Map.of("content-type", contentType), body)).getStatusCode();
  }

  private String requestId(String sent) {
    Map<String, String> headers =
        send(Events.of("GET /open", Map.of("X-Request-Id", sent), "")).getHeaders();
    return headers.getOrDefault("X-Request-Id", "");
  }

  private static void assertUnauthenticated(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).isEqualTo(401);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/problem+json")
        .hasEntrySatisfying(
            "WWW-Authenticate", v -> assertThat(v).startsWith("Bearer error=\"invalid_token\""));
    assertThat(json(response.getBody()).get("code")).contains(new Json.Str("unauthenticated"));
  }

  private APIGatewayV2HTTPResponse sensitive(Map<String, Object> context) {
    return send(Events.withVerdict(Events.of("POST /sensitive", Map.of(), ""), context));
  }

  private APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    Context context = Mockito.mock(Context.class);
    Mockito.when(context.getRemainingTimeInMillis()).thenReturn(10_000);
    return edge.handle(event, context);
  }

  private static HttpEdge edge(PrintStream out) {
    RouteMap routes =
        RouteMap.builder()
            .add("GET /open", Route.open(HttpEdgeTest::ok))
            .add("POST /open", Route.open(HttpEdgeTest::ok))
            .add("GET /read", Route.scope("orders:read", HttpEdgeTest::caller))
            .add("POST /write", Route.scope("orders:write", HttpEdgeTest::ok))
            .add("POST /sensitive", Route.scope("orders:read", HttpEdgeTest::ok).afterRecentLogin())
            .add("POST /form", Route.open(HttpEdgeTest::ok).takingForms())
            .add(
                "GET /broken",
                Route.open(_ -> {
                  throw new IllegalStateException("inner detail");
                }))
            .build();
    return new HttpEdge(
        routes,
        "private",
        LogWriter.from(Map.of(), out, CLOCK),
        new MetricWriter(out, "test", CLOCK),
        CLOCK,
        new Ids(CLOCK, new Random(1)));
  }

  private static HttpResponse ok(HttpRequest request) {
    return HttpResponse.json(200, Json.object().with("size", request.body().size()).build());
  }

  private static HttpResponse caller(HttpRequest request) {
    return HttpResponse.json(
        200, Json.object().with("caller", request.identified().subject()).build());
  }

  private static Map<String, String> jsonType() {
    return Map.of("content-type", "application/json");
  }

  private static Json.Obj json(String body) {
    return (Json.Obj) JsonReader.readTrusted(body.getBytes(UTF_8));
  }
}
