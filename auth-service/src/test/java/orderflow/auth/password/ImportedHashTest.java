package orderflow.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportedHashTest {
  private static final String HASH = "9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc|argon2id",
        "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ|argon2i",
        "$2y$05$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6|bcrypt",
        "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$" + HASH + "|scrypt",
        "$pbkdf2-sha256$i=1000$AAECAwQFBgcICQoLDA0ODw$" + HASH + "|pbkdf2-sha256",
      })
  void hashes_of_each_kind_are_taken_under_its_name(String text, String kind) {
    assertThat(ImportedHash.parse(text).map(ImportedHash::kind)).contains(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$argon2id$v=19$m=1048576,t=2,p=1$c29tZXNhbHQ$"
            + HASH
            + "|found argon2id v=19 m=1048576,p=1,t=2 with 8 bytes of salt|m from 8 p to 131072",
        "$argon2id$v=19$m=131072,t=20,p=1$c29tZXNhbHQ$" + HASH + "|t=20|m t up to 524288",
        "$2b$31$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6|found bcrypt of cost 31|expected a cost from 04 to 13",
        "$2$10$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6|found bcrypt with the prefix $2$|expected a PHC string",
        "$scrypt$ln=30,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$"
            + HASH
            + "|found scrypt ln=30|ln from 1 to 20",
        "$scrypt$ln=17,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$"
            + HASH
            + "|found scrypt ln=17|ln below 16 r",
        "$pbkdf2-sha256$i=99999999$AAECAwQFBgcICQoLDA0ODw$"
            + HASH
            + "|found pbkdf2-sha256 i=99999999|i from 1 to 1500000",
        "$pbkdf2-sha256$1000$AAEC$" + HASH + "|with 3 bytes of salt|a salt of 8 bytes or more",
        "$6$rounds=5000$usesomesillystri$D4IrlXatmP7rx3P3InaxBeoomnAihCKR|found sha512crypt|or bcrypt",
      })
  void a_refusal_says_what_was_found_and_what_is_expected(
      String text, String found, String expected) {
    assertThat(ImportedHash.parse(text)).isEmpty();
    assertThat(ImportedHash.fault(text)).contains(found, expected).doesNotContain(HASH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse battery staple", "$ecret$ecret", "", "$2b$10$canary"})
  void what_is_no_hash_may_be_a_password_and_is_not_quoted(String text) {
    assertThat(ImportedHash.parse(text)).isEmpty();
    assertThat(ImportedHash.fault(text))
        .startsWith("found a text that is no hash known here, expected a PHC string")
        .doesNotContain("horse", "ecret$", "canary");
  }

  /// Every combination at the edge of the bounds can be computed.
  @Test
  void the_most_expensive_parameters_that_are_taken_give_an_answer() {
    for (String text :
        new String[] {
          "$scrypt$ln=15,r=1,p=1$AAECAwQFBgcICQoLDA0ODw$" + HASH,
          "$scrypt$ln=1,r=1,p=4$AAECAwQFBgcICQoLDA0ODw$" + HASH,
          "$scrypt$ln=17,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$" + HASH,
          "$argon2id$v=19$m=131072,t=4,p=8$c29tZXNhbHQ$" + HASH,
          "$argon2d$v=16$m=8,t=1,p=1$c29tZXNhbHQ$" + HASH,
          "$pbkdf2-sha1$i=1$AAECAwQFBgc$" + HASH,
        }) {
      assertThat(ImportedHash.parse(text)).as(text).isPresent();
      assertThat(StoredHash.parse(text).orElseThrow().matches("x".getBytes(UTF_8)))
          .as(text)
          .isFalse();
    }
  }
}
