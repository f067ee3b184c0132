package orderflow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orderflow.auth.application.SigningKeys;
import orderflow.auth.authorizer.CachedKeys;
import orderflow.auth.domain.KeyRing;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;

/// The lives of keys and of what is remembered of them fit each other.
final class KeyPlanTest {
  private final AuthApi api = new AuthApi();

  @Test
  void a_key_is_published_longer_before_it_signs_than_anybody_may_keep_the_set_without_it() {
    api.seed("a@example.com");

    String cacheControl = jwks("").getHeaders().getOrDefault("Cache-Control", "");

    Matcher maxAge = Pattern.compile("public, max-age=(\\d+)").matcher(cacheControl);
    assertThat(maxAge.matches()).as(cacheControl).isTrue();
    assertThat(KeyRing.PUBLISHED_AHEAD)
        .isGreaterThanOrEqualTo(Duration.ofSeconds(Long.parseLong(maxAge.group(1))))
        .isGreaterThanOrEqualTo(CachedKeys.MAX_AGE.plus(CachedKeys.MIN_INTERVAL));
  }

  @Test
  void a_key_is_published_longer_after_its_turn_than_an_issuer_may_go_on_with_it() {
    assertThat(KeyRing.AFTERLIFE).isGreaterThan(SigningKeys.KEPT);
  }

  @Test
  void the_etag_changes_with_the_keys_and_not_without_them() {
    api.seed("a@example.com");
    String first = jwks("").getHeaders().getOrDefault("ETag", "");

    int same = jwks(first).getStatusCode();
    api.command("{\"command\":\"RotateKeys\",\"version\":1}");
    APIGatewayV2HTTPResponse changed = jwks(first);

    assertThat(same).isEqualTo(304);
    assertThat(changed.getStatusCode()).isEqualTo(200);
    assertThat(changed.getHeaders()).doesNotContainEntry("ETag", first);
    assertThat(AuthApi.body(changed).get("keys"))
        .hasValueSatisfying(keys -> assertThat(((Json.Arr) keys).elements()).hasSize(2));
  }

  @Test
  void a_withdrawn_key_is_not_published_any_more_and_logins_go_on() {
    api.seed("a@example.com");
    api.command("{\"command\":\"RotateKeys\",\"version\":1}");
    Json.Arr keys = (Json.Arr) AuthApi.body(jwks("")).get("keys").orElseThrow();
    String kid = AuthApi.text((Json.Obj) keys.elements().getFirst(), "kid");

    String reply =
        api.command(
            "{\"command\":\"RotateKeys\",\"version\":1,\"items\":[{\"withdraw\":\"%s\"}]}"
                .formatted(kid));

    assertThat(reply).contains("\"rotated\":true").doesNotContain(kid);
    assertThat(jwks("").getBody()).doesNotContain(kid);
    assertThat(AuthApi.access(api.logIn("a@example.com", "Phone"))).isNotEmpty();
  }

  private APIGatewayV2HTTPResponse jwks(String etag) {
    return api.send(HttpEvents.get("/.well-known/jwks.json", Map.of("if-none-match", etag)));
  }
}
