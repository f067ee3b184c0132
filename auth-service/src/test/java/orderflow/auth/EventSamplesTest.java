package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;

/// The samples and the seed in `events/` do what they are there for.
final class EventSamplesTest {
  private static final Path EVENTS = Path.of("..", "events");

  private final AuthTables tables = AuthTables.create();
  private final AuthCommandsFunction commands =
      new AuthCommandsFunction(tables.environment(), new Lines().out());

  @Test
  void the_seed_makes_keys_and_accounts_and_twice_changes_nothing() throws IOException {
    List<String> first = seed();
    List<String> second = seed();

    assertThat(first).allMatch(reply -> reply.contains("\"status\":\"ok\""));
    assertThat(first.getLast()).contains("created").doesNotContain("refused", "failed");
    assertThat(second.getLast()).contains("unchanged").doesNotContain("\"created\"");
  }

  @Test
  void the_command_samples_are_carried_out() throws IOException {
    seed();

    String keys = invoke(read("auth-commands-ensure-keys.json"));
    String role = invoke(read("auth-commands-grant-role.json"));

    String mailed = invoke(read("auth-commands-send-mail.json"));
    String taken = invoke(read("auth-commands-import-accounts.json"));
    String exported = invoke(read("auth-commands-export-accounts.json"));
    String sealed = invoke(read("auth-commands-seal-audit.json"));
    String verified = invoke(read("auth-commands-verify-audit.json"));

    assertThat(sealed).contains("\"status\":\"ok\"", "\"remaining\":false");
    assertThat(verified).contains("\"status\":\"ok\"", "\"faults\":[]");
    assertThat(taken).contains("\"change\":\"created\"");
    assertThat(exported).contains("\"accounts\":[", "\"next\":null");
    assertThat(mailed).contains("\"status\":\"ok\"", "\"outcome\":\"nothing_to_do\"");
    assertThat(keys).contains("\"created\":false");
    assertThat(role).contains("\"change\":\"granted\"", "\"staff\"");
  }

  @Test
  void the_http_samples_are_answered() throws IOException {
    seed();
    AuthHttpFunction function = new AuthHttpFunction(tables.environment(), new Lines().out());

    assertThat(
            function
                .handleRequest(http(read("auth-http-login.json")), Contexts.fresh())
                .getStatusCode())
        .isEqualTo(200);
    assertThat(
            function
                .handleRequest(http(read("auth-http-jwks.json")), Contexts.fresh())
                .getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void the_authorizer_sample_has_a_token_that_is_none() throws IOException {
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(texts(read("authorizer.json"), "headers"));

    assertThat(
            new AuthorizerFunction(tables.environment(), new Lines().out())
                .handleRequest(event, Contexts.fresh())
                .getContext())
        .isEqualTo(Map.of("verdict", "malformed"));
  }

  private List<String> seed() throws IOException {
    Json.Arr steps =
        (Json.Arr) JsonReader.readTrusted(Files.readAllBytes(EVENTS.resolve("seed.json")));
    List<Json.Obj> ours =
        steps.elements().stream()
            .map(Json.Obj.class::cast)
            .filter(step -> text(step, "function").equals("AuthCommandsFunction"))
            .map(step -> (Json.Obj) step.get("event").orElseThrow())
            .toList();
    assertThat(ours).hasSizeGreaterThanOrEqualTo(2);
    List<String> replies = new ArrayList<>();
    for (Json.Obj event : ours) {
      replies.add(invoke(event));
    }
    return replies;
  }

  private String invoke(Json event) {
    return Commands.invoke(commands, new String(JsonWriter.write(event), UTF_8));
  }

  private static Json.Obj read(String file) throws IOException {
    return (Json.Obj) JsonReader.readTrusted(Files.readAllBytes(EVENTS.resolve(file)));
  }

  private static APIGatewayV2HTTPEvent http(Json.Obj sample) {
    Json.Obj context = (Json.Obj) sample.get("requestContext").orElseThrow();
    APIGatewayV2HTTPEvent.RequestContext request = new APIGatewayV2HTTPEvent.RequestContext();
    request.setDomainName(text(context, "domainName"));
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRouteKey(text(sample, "routeKey"));
    event.setRawPath(text(sample, "rawPath"));
    event.setHeaders(texts(sample, "headers"));
    event.setRequestContext(request);
    if (sample.get("body").isPresent()) {
      event.setBody(text(sample, "body"));
    }
    return event;
  }

  private static Map<String, String> texts(Json.Obj sample, String name) {
    return ((Json.Obj) sample.get(name).orElseThrow())
        .members().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> ((Json.Str) entry.getValue()).value()));
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }
}
