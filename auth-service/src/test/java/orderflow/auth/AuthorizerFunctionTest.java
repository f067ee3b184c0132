package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.authorizer.KeyTableReader;
import orderflow.auth.authorizer.KeysUnavailableException;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.Verdict;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;

final class AuthorizerFunctionTest {
  private static final String DOMAIN = "local.execute-api.example";
  private final AuthTables tables = AuthTables.create();
  private final NewKey key = NewKey.generate();
  private final Lines lines = new Lines();

  @Test
  void a_good_token_gives_its_caller() {
    storeKey();
    Instant now = Instant.now();

    SimpleIAMPolicyResponse response = authorize("Bearer " + token("https://" + DOMAIN, now));

    assertThat(response.getIsAuthorized()).isTrue();
    assertThat(response.getContext())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "verdict", "ok",
                "sub", "usr_1",
                "roles", "customer staff",
                "scope", "orders:read orders:write",
                "sid", "ses_1",
                "client_id", "first-party",
                "exp", Long.toString(now.getEpochSecond() + 600),
                "auth_time", Long.toString(now.getEpochSecond()),
                "amr", "pwd"));
  }

  @Test
  void a_configured_issuer_replaces_the_domain() {
    storeKey();
    Map<String, String> environment = new HashMap<>(tables.environment());
    environment.put("ISSUER_URL", "https://auth.example.com");
    AuthorizerFunction function = new AuthorizerFunction(environment, lines.out());

    String good = "Bearer " + token("https://auth.example.com", Instant.now());
    String other = "Bearer " + token("https://" + DOMAIN, Instant.now());

    assertThat(verdict(function.handleRequest(event(good), Contexts.fresh()))).isEqualTo("ok");
    assertThat(verdict(function.handleRequest(event(other), Contexts.fresh())))
        .isEqualTo("wrong_issuer");
  }

  @Test
  void a_bad_token_passes_with_a_verdict_and_nothing_else() {
    storeKey();

    SimpleIAMPolicyResponse response =
        authorize("Bearer " + token("https://" + DOMAIN, Instant.now().minusSeconds(601)));

    assertThat(response.getIsAuthorized()).isTrue();
    assertThat(response.getContext()).isEqualTo(Map.of("verdict", "expired"));
  }

  @Test
  void what_is_no_bearer_token_is_malformed() {
    assertThat(verdict(authorize("Basic dXNlcjpwYXNz"))).isEqualTo("malformed");
    assertThat(verdict(authorize("Bearer "))).isEqualTo("malformed");
    assertThat(verdict(authorize("Bearer a b c"))).isEqualTo("malformed");
  }

  @Test
  void the_scheme_is_not_case_sensitive() {
    storeKey();

    assertThat(verdict(authorize("bEARER " + token("https://" + DOMAIN, Instant.now()))))
        .isEqualTo("ok");
  }

  @Test
  void an_event_without_headers_or_context_is_malformed() {
    AuthorizerFunction function = new AuthorizerFunction(tables.environment(), lines.out());

    assertThat(
            verdict(
                function.handleRequest(new APIGatewayV2CustomAuthorizerEvent(), Contexts.fresh())))
        .isEqualTo("malformed");
  }

  @Test
  void without_keys_the_function_fails_and_says_what_to_do() {
    String token = "Bearer " + token("https://" + DOMAIN, Instant.now());

    assertThatThrownBy(() -> authorize(token)).isInstanceOf(KeysUnavailableException.class);
    assertThat(lines.text()).contains("EnsureKeys").doesNotContain(token);
  }

  @Test
  void keys_at_hand_serve_when_the_table_is_gone() {
    storeKey();
    AuthorizerFunction function = new AuthorizerFunction(tables.environment(), lines.out());
    String token = "Bearer " + token("https://" + DOMAIN, Instant.now());
    function.handleRequest(event(token), Contexts.fresh());

    tables.client().deleteTable(table -> table.tableName(tables.keyTable()));

    assertThat(verdict(function.handleRequest(event(token), Contexts.fresh()))).isEqualTo("ok");
  }

  @Test
  void the_log_names_caller_and_verdict_and_never_the_token() {
    storeKey();
    String token = token("https://" + DOMAIN, Instant.now());

    authorize("Bearer " + token);

    assertThat(lines.json()).hasSize(1);
    assertThat(lines.text())
        .contains("\"verdict\":\"ok\"", "\"caller\":\"usr_1\"", "\"requestId\":\"gateway-1\"")
        .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
  }

  @Test
  void priming_reaches_the_signature_check_without_a_call() {
    KeyTableReader reader =
        new KeyTableReader(
            Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1", "AWS_REGION", "eu-west-1"),
            "keys");

    assertThat(AuthorizerPriming.begin().finish(reader, true))
        .isEqualTo(new Verdict.Refused(Verdict.Reason.BAD_SIGNATURE));
  }

  private void storeKey() {
    Deadline deadline =
        Deadline.at(Instant.now().plus(Duration.ofSeconds(10)), InstantSource.system());

    assertThat(tables.createFirst(key, Instant.now(), deadline)).isTrue();
  }

  private String token(String issuer, Instant now) {
    return AccessTokenIssuer.issue(
        new AccessClaims(
            issuer,
            "usr_1",
            "orderflow",
            "first-party",
            now,
            now.plusSeconds(600),
            "tok_1",
            "orders:read orders:write",
            List.of("customer", "staff"),
            Optional.of(new AccessClaims.Login("ses_1", now, List.of("pwd")))),
        key.signingKey());
  }

  private SimpleIAMPolicyResponse authorize(String authorization) {
    AuthorizerFunction function = new AuthorizerFunction(tables.environment(), lines.out());
    return function.handleRequest(event(authorization), Contexts.fresh());
  }

  private static String verdict(SimpleIAMPolicyResponse response) {
    return response.getContext().getOrDefault("verdict", "none");
  }

  private static APIGatewayV2CustomAuthorizerEvent event(String authorization) {
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    context.setDomainName(DOMAIN);
    context.setRequestId("gateway-1");
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", authorization));
    event.setRequestContext(context);
    return event;
  }
}
