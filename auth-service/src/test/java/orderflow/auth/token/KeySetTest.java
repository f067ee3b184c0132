package orderflow.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySetTest {
  private static final PublicKey KEY = NewKey.generate().publicKey();

  @Test
  void a_set_reads_as_what_it_was_written_from() {
    PublicKey second = NewKey.generate().publicKey();

    KeySet keys = KeySet.parse(KeySet.text(List.of(KEY, second)));

    assertThat(keys.find(KEY.kid())).contains(KEY);
    assertThat(keys.find(second.kid())).contains(second);
    assertThat(keys.find("unknown")).isEmpty();
  }

  @Test
  void a_kid_is_the_thumbprint_of_the_key() {
    Json jwk =
        Json.object()
            .with("kty", "EC")
            .with("crv", "P-256")
            .with("alg", "ES256")
            .with("use", "sig")
            .with("kid", "any")
            .with("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
            .with("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
            .build();

    PublicKey key = PublicKey.parse(jwk).orElseThrow();

    // The value that RFC 7638's procedure gives for the key of RFC 7515 appendix A.3.
    assertThat(PublicKey.of(key.key()).kid())
        .isEqualTo("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
  }

  @ParameterizedTest
  @CsvSource({
    "kty,RSA",
    "crv,P-384",
    "alg,ES384",
    "use,enc",
    "key_ops,sign",
    "d,secret",
    "kid,''",
    "x,f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVE",
    "x,f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y,AAAA"
  })
  void a_key_that_is_not_for_verifying_es256_is_passed_over(String name, String value) {
    Map<String, Json> members = new LinkedHashMap<>(KEY.jwk().members());
    members.put(name, name.equals("key_ops") ? Json.texts(List.of(value)) : Json.of(value));

    assertThat(PublicKey.parse(new Json.Obj(members))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kty", "crv", "alg", "use", "kid", "x", "y"})
  void a_key_says_all_it_is_for(String name) {
    Map<String, Json> members = new LinkedHashMap<>(KEY.jwk().members());
    members.remove(name);

    assertThat(PublicKey.parse(new Json.Obj(members))).isEmpty();
  }

  @Test
  void a_bad_key_does_not_hide_a_good_one() {
    Json.Obj set = Json.object().with("keys", Json.of(List.of(Json.of("junk"), KEY.jwk()))).build();

    KeySet keys = KeySet.parse(new String(JsonWriter.write(set), UTF_8));

    assertThat(keys.find(KEY.kid())).isEqualTo(Optional.of(KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[],\"keys\":[]}"})
  void another_text_is_no_set(String text) {
    assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printing_a_new_key_hides_its_private_half() {
    NewKey key = NewKey.generate();

    assertThat(key.toString()).doesNotContain(key.pkcs8());
    assertThat(key.signingKey().toString()).doesNotContain(key.pkcs8());
  }
}
