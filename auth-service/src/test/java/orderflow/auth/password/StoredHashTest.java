package orderflow.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredHashTest {

  /// Argon2: test.c of the reference implementation.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
        "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
      })
  void vectors_of_argon2_match_in_c_and_in_java(String text) {
    Argon2Hash hash = Argon2Hash.parse(text).orElseThrow();

    assertThat(NativeArgon2.LOADED).isPresent();
    assertThat(hash.matches("password".getBytes(UTF_8))).isTrue();
    assertThat(hash.matches("Password".getBytes(UTF_8))).isFalse();
    assertThat(Argon2.inJava(hash.cost(), "password".getBytes(UTF_8), hash.phc().saltBytes(), 32))
        .isEqualTo(hash.phc().hashBytes());
  }

  /// Made by Python's hashlib and by libxcrypt of `crème brûlée 15` in UTF-8.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2b$05$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6",
        "$2y$05$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6",
        "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$KDyRDHpmUoek7yjCO6hSl5FewgAJcCpLEJpm9vCQ3Pc",
        "$pbkdf2-sha1$i=1000$AAECAwQFBgcICQoLDA0ODw$bDaS3Ccfc830wb4/zcI9Rfo0JZA",
        "$pbkdf2$1000$AAECAwQFBgcICQoLDA0ODw$bDaS3Ccfc830wb4/zcI9Rfo0JZA",
        "$pbkdf2-sha256$i=1000$AAECAwQFBgcICQoLDA0ODw$9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
        "$pbkdf2-sha256$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
        "$pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw$9oZ0RI.8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
        "$pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw$431/hMOXiSW3in1rNV1ah3cMbsNllCg3WiilF/IiqLIqI"
            + "ekPReBXUuA2O.fb3zJ757nbY2ce.Nr0Ot1MKcoV4g",
      })
  void hashes_of_other_systems_match_their_password_only(String text) {
    StoredHash hash = StoredHash.parse(text).orElseThrow();

    assertThat(hash.matches("cr\u00e8me br\u00fbl\u00e9e 15".getBytes(UTF_8))).isTrue();
    assertThat(hash.matches("creme brulee 15".getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "$1$salt$hash",
        "$argon2id$v=19$m=1048576,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=131072,t=20,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=20$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$2b$31$abcdefghijklmnopqrstuu22whUjhwKBMQV4NqklhsQMwkzkrgpq6",
        "$2b$05$tooshort",
        "$scrypt$ln=30,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$KDyRDHpmUoek7yjCO6hSl5FewgAJcCpLEJpm9vCQ3Pc",
        "$scrypt$ln=20,r=999999999,p=1$AAECAwQFBgcICQoLDA0ODw$KDyRDHpmUoek7yjCO6hSl5FewgAJcCpLEJpm",
        "$pbkdf2-sha256$i=99999999$AAECAwQFBgcICQoLDA0ODw$9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
        "$pbkdf2-md5$i=1000$AAECAwQFBgcICQoLDA0ODw$9oZ0RI+8/F/a0ta26cgJsznP1/iRgWh/38fScGZwELc",
      })
  void what_is_unknown_or_costs_too_much_is_refused(String text) {
    assertThat(StoredHash.parse(text)).isEmpty();
  }

  @Test
  void each_usual_machine_has_its_library() {
    for (String machine : new String[] {"amd64", "aarch64"}) {
      assertThat(NativeArgon2.class.getResource(NativeArgon2.resource("Linux", machine)))
          .isNotNull();
      assertThat(NativeArgon2.class.getResource(NativeArgon2.resource("Mac OS X", machine)))
          .isNotNull();
    }
    assertThat(NativeArgon2.class.getResource(NativeArgon2.resource("Plan 9", "mips"))).isNull();
  }
}
