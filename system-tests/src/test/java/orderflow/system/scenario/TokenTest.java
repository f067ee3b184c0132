package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderflow.system.template.SamTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {
  private final Shop shop;
  private final Map<String, String> badHeaders = new LinkedHashMap<>();

  TokenTest(Shop shop) {
    this.shop = shop;
  }

  static List<String> protectedRoutes() {
    return SamTemplate.ofProject().routes().stream()
        .filter(route -> !route.authorizer().equals("NONE"))
        .map(SamTemplate.Route::key)
        .sorted()
        .toList();
  }

  @Test
  void the_template_has_protected_routes() {
    assertThat(protectedRoutes())
        .contains("GET /v1/auth/me", "POST /v1/orders", "PUT /v1/products/{sku}")
        .hasSizeGreaterThanOrEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void a_bad_token_is_401_with_a_challenge(String route) throws GeneralSecurityException {
    for (Map.Entry<String, String> bad : badHeaders().entrySet()) {
      Answer answer = call(shop.anyone().withAuthorization(bad.getValue()), route);

      assertThat(answer.status()).as(bad.getKey()).isEqualTo(401);
      answer.problem(401, "unauthenticated");
      assertThat(answer.header("WWW-Authenticate"))
          .as(bad.getKey())
          .startsWith("Bearer error=\"invalid_token\"");
      assertThat(answer.text()).as(bad.getKey()).doesNotContain(secretPart(bad.getValue()));
    }
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void a_request_without_a_token_is_refused_by_the_gateway(String route) {
    Answer answer = call(shop.anyone(), route);

    answer.gateway(401, "Unauthorized");
  }

  @Test
  void the_good_token_that_the_bad_ones_are_made_of_is_accepted() {
    Answer answer = shop.customer().get("/v1/auth/me").send();

    answer.as(200, "Account");
  }

  @Test
  void a_refresh_token_gives_new_tokens_that_work() {
    JsonNode first = shop.logIn("customer2@example.com").as(200, "TokenAnswer");

    JsonNode second = refresh(first).as(200, "TokenAnswer");

    assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
    assertThat(second.path("session_id")).isEqualTo(first.path("session_id"));
    shop.anyone()
        .withToken(second.path("access_token").asText())
        .get("/v1/auth/me")
        .send()
        .as(200, "Account");
  }

  @Test
  void a_refresh_token_of_two_turns_ago_ends_the_session() {
    JsonNode first = shop.logIn("customer2@example.com").as(200, "TokenAnswer");
    JsonNode second = refresh(first).as(200, "TokenAnswer");
    JsonNode third = refresh(second).as(200, "TokenAnswer");

    Answer reused = refresh(first);
    Answer afterwards = refresh(third);

    reused.problem(401, "refresh_token_reused");
    afterwards.problem(401, "refresh_token_reused");
  }

  @Test
  void a_wrong_password_and_an_unknown_address_cannot_be_told_apart() {
    Answer wrong = logIn("customer@example.com");
    Answer unknown = logIn("nobody@example.com");

    wrong.problem(401, "invalid_credentials");
    assertThat(wrong.text()).isEqualTo(unknown.text());
  }

  private Answer logIn(String email) {
    return shop.anyone()
        .post("/v1/auth/login")
        .header("X-Request-Id", "guess")
        .json("{\"email\":\"%s\",\"password\":\"not-the-password\"}".formatted(email));
  }

  private Answer refresh(JsonNode tokens) {
    return shop.anyone()
        .post("/v1/auth/refresh")
        .json("{\"refresh_token\":\"%s\"}".formatted(tokens.path("refresh_token").asText()));
  }

  /// Made once: each log-in costs a password check.
  private Map<String, String> badHeaders() throws GeneralSecurityException {
    if (badHeaders.isEmpty()) {
      JsonNode jwks = shop.anyone().get("/.well-known/jwks.json").send().as(200, "Jwks");
      badHeaders.putAll(new BadTokens(shop.customer().token(), jwks).headers());
      badHeaders.put("a refresh token", "Bearer " + shop.unusedRefreshToken());
    }
    return badHeaders;
  }

  private static String secretPart(String header) {
    return header.substring(header.indexOf(' ') + 1);
  }

  private static Answer call(Client client, String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("{sku}", "SKU-001")
            .replace("{orderId}", "ord_01JD8Y0000RDER000000000000")
            .replaceAll("\\{[A-Za-z]+}", "some");
    return client.call(method, path).send();
  }
}
