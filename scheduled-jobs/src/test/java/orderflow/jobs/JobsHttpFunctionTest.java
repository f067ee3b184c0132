package orderflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import orderflow.kit.job.JobEvent;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsHttpFunctionTest {
  private static final String RUNS = "POST /v1/jobs/{name}/runs";

  private final JobDesk desk = new JobDesk();
  private final JobsHttpFunction function =
      new JobsHttpFunction(
          desk.environment, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_job_says_when_it_is_due_and_how_it_ran_last() {
    desk.functions.play(JobDesk.ORDERS, new OrdersPlayed(2)::reply);
    desk.deliver("expire-orders");

    Json.Obj job = get("GET /v1/jobs/{name}", Map.of("name", "daily-report"));
    Json.Obj ran = get("GET /v1/jobs/{name}", Map.of("name", "expire-orders"));

    assertThat(job.get("schedule"))
        .contains(
            JobDesk.json(
                """
                {"expression":"cron(15 0 * * ? *)","timeZone":"UTC","words":"at 00:15 every day"}
                """));
    assertThat(((Json.Arr) job.get("next").orElseThrow()).elements())
        .hasSize(5)
        .allMatch(time -> time.toString().contains("T00:15:00.000Z"));
    assertThat(job.get("lastRun")).contains(new Json.Null());
    assertThat(ran.get("lastRun").orElseThrow().toString()).contains("succeeded");
  }

  @Test
  void all_jobs_are_listed() {
    Json.Obj list = get("GET /v1/jobs", Map.of());

    assertThat(((Json.Arr) list.get("data").orElseThrow()).elements()).hasSize(6);
  }

  @Test
  void a_run_that_is_asked_for_is_made_once_sent_off_and_run_by_its_event() {
    desk.functions.play(JobDesk.ORDERS, new OrdersPlayed(2)::reply);

    APIGatewayV2HTTPResponse first = start("expire-orders", "key-1", "{}");
    APIGatewayV2HTTPResponse replay = start("expire-orders", "key-1", "{}");
    FunctionsPlayed.Call sent = desk.functions.sent().getFirst();
    desk.deliver(JobEvent.read(sent.event()));
    APIGatewayV2HTTPResponse later = start("expire-orders", "key-1", "{}");

    assertThat(first.getStatusCode()).as(first.getBody()).isEqualTo(202);
    assertThat(replay.getBody()).isEqualTo(first.getBody());
    assertThat(replay.getHeaders()).containsEntry("Idempotent-Replayed", "true");
    assertThat(later.getStatusCode()).isEqualTo(202);
    assertThat(desk.functions.sent()).as("sent again only while it had not begun").hasSize(2);
    String runId = desk.onlyRun("expire-orders").id();
    assertThat(first.getHeaders())
        .containsEntry("Location", "/v1/jobs/expire-orders/runs/" + runId);
    Json.Obj run =
        get("GET /v1/jobs/{name}/runs/{runId}", Map.of("name", "expire-orders", "runId", runId));
    assertThat(run.get("status")).contains(Json.of("succeeded"));
    assertThat(run.get("trigger")).contains(Json.of("manual"));
    assertThat(run.get("figures")).contains(JobDesk.json("{\"expired\":2}"));
  }

  @Test
  void a_run_that_could_not_be_sent_off_is_sent_by_the_same_request() {
    desk.functions.plan(FunctionsPlayed.Fault.THROTTLED);

    APIGatewayV2HTTPResponse refused = start("redrive", "key-1", "{}");
    APIGatewayV2HTTPResponse again = start("redrive", "key-1", "{}");

    assertThat(desk.functions.happened()).hasSize(1);
    assertThat(refused.getStatusCode()).isEqualTo(503);
    assertThat(again.getStatusCode()).isEqualTo(202);
    assertThat(desk.functions.sent()).hasSize(1);
    assertThat(desk.runs("redrive")).hasSize(1);
  }

  @Test
  void a_dry_run_changes_nothing() {
    start("expire-orders", "key-1", "{\"dryRun\":true,\"scheduledFor\":\"2026-11-25T00:15:00Z\"}");

    desk.deliver(JobEvent.read(desk.functions.sent().getFirst().event()));

    assertThat(desk.functions.calls()).isEmpty();
    assertThat(desk.onlyRun("expire-orders").progress().figures()).contains("\"dryRun\":true");
  }

  @Test
  void runs_are_listed_newest_first_page_by_page() {
    desk.functions.play(JobDesk.ORDERS, new OrdersPlayed(0)::reply);
    for (int minute = 0; minute < 3; minute++) {
      desk.move(Duration.ofMinutes(1));
      desk.deliver(JobDesk.slot("expire-orders", JobDesk.START.plus(Duration.ofMinutes(minute))));
    }

    Json.Obj first = runs(Map.of("limit", "2"));
    String cursor = ((Json.Str) first.get("next").orElseThrow()).value();
    Json.Obj second = runs(Map.of("limit", "2", "cursor", cursor));

    assertThat(((Json.Arr) first.get("data").orElseThrow()).elements()).hasSize(2);
    assertThat(((Json.Arr) second.get("data").orElseThrow()).elements()).hasSize(1);
    assertThat(second.get("next")).contains(new Json.Null());
    assertThat(second.toString()).contains("2026-11-25T00:15:00.000Z");
  }

  @Test
  void what_is_wrong_with_a_request_is_said() {
    APIGatewayV2HTTPResponse unknown = start("sweep", "key-1", "{}");
    APIGatewayV2HTTPResponse keyless = call(RUNS, Map.of("name", "redrive"), Map.of(), "{}");
    APIGatewayV2HTTPResponse malformed =
        start("redrive", "key-1", "{\"scheduledFor\":\"soon\",\"from\":1}");
    start("redrive", "key-2", "{}");
    APIGatewayV2HTTPResponse reused = start("redrive", "key-2", "{\"dryRun\":true}");

    assertThat(unknown.getStatusCode()).isEqualTo(404);
    assertThat(keyless.getBody()).contains("idempotency_key_required");
    assertThat(malformed.getStatusCode()).isEqualTo(400);
    assertThat(malformed.getBody()).contains("/scheduledFor").contains("/from");
    assertThat(reused.getStatusCode()).isEqualTo(422);
  }

  private APIGatewayV2HTTPResponse start(String job, String key, String body) {
    return call(RUNS, Map.of("name", job), Map.of("idempotency-key", key), body);
  }

  private Json.Obj runs(Map<String, String> query) {
    APIGatewayV2HTTPEvent event =
        event("GET /v1/jobs/{name}/runs", Map.of("name", "expire-orders"), Map.of());
    event.setQueryStringParameters(new HashMap<>(query));
    return body(function.handleRequest(event, JobDesk.context(Duration.ofSeconds(10))));
  }

  private Json.Obj get(String route, Map<String, String> path) {
    return body(
        function.handleRequest(
            event(route, path, Map.of()), JobDesk.context(Duration.ofSeconds(10))));
  }

  private static Json.Obj body(APIGatewayV2HTTPResponse response) {
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return (Json.Obj) JobDesk.json(response.getBody());
  }

  private APIGatewayV2HTTPResponse call(
      String route, Map<String, String> path, Map<String, String> headers, String body) {
    APIGatewayV2HTTPEvent event = event(route, path, headers);
    event.getHeaders().put("content-type", "application/json");
    event.setBody(body);
    return function.handleRequest(event, JobDesk.context(Duration.ofSeconds(10)));
  }

  private static APIGatewayV2HTTPEvent event(
      String route, Map<String, String> path, Map<String, String> headers) {
    var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    authorizer.setLambda(
        Map.of(
            "verdict", "ok",
            "sub", "usr_admin",
            "roles", "admin",
            "scope", "jobs:admin",
            "client_id", "web",
            "exp", "4102444800"));
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
    event.getRequestContext().setAuthorizer(authorizer);
    event.setRouteKey(route);
    event.setRawPath("/v1/jobs");
    event.setPathParameters(new HashMap<>(path));
    event.setQueryStringParameters(new HashMap<>());
    event.setHeaders(new HashMap<>(headers));
    return event;
  }
}
