package orderflow.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import orderflow.auth.domain.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "correcthorsebattery",
        "try-it-out-locally",
        "zug nach k\u00f6ln um acht",
        "\ud83d\udd11\ud83c\udf0a\ud83c\udf32\ud83d\udc1d\ud83c\udf4b\ud83d\ude80\ud83d\udd11\ud83c\udf0a"
            + "\ud83c\udf32\ud83d\udc1d\ud83c\udf4b\ud83d\ude80\ud83c\udfb2\ud83e\udde9\ud83c\udfbb",
        "x7#Kq9!mZ2vLp4@",
        "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u30d1\u30b9\u30d5\u30ec\u30fc\u30ba\u3067\u3059\u3088\u306d",
      })
  void any_characters_make_a_password_if_it_is_long_and_not_guessed_first(String text) {
    assertThat(fault(text, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          password1234567       | many people
          P@ssw0rdP@ssw0rd      | many people
          chocolate20261234     | many people
          iloveyou iloveyou     | many people
          aaaaaaaaaaaaaaaa      | counting
          abababababababab      | repetitions
          Summer2026Summer2026! | repetitions
          abcdefghijklmnopqrst  | counting
          987654321098765       | counting
          qwertyuiopasdfghjkl   | rows of the keyboard
          1qaz2wsx3edc4rfv      | rows of the keyboard
          poiuytrewqlkjhgf      | rows of the keyboard
          orderflow-orderflow   | the name of this service
          johann.bergmann1970   | your address
          johann@example.com    | your address
          Eleonore!Eleonore     | your name
          """)
  void what_is_guessed_first_is_refused_with_the_reason(String text, String reason) {
    assertThat(fault(text, false).orElse("")).contains(reason);
  }

  @Test
  void length_comes_first_and_depends_on_the_second_factor() {
    assertThat(fault("x7#Kq9!mZ2vLp4", false)).contains("must have 15 to 256 characters");
    assertThat(fault("x7#Kq9!m", true)).isEmpty();
    assertThat(fault("x7#Kq9!", true)).contains("must have 8 to 256 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "12345678", "monkey12", "qwertyui", "aaaaaaaa", "johann70"})
  void beside_a_second_factor_the_first_guesses_are_refused_too(String text) {
    assertThat(fault(text, true)).isPresent();
  }

  @Test
  void composed_and_decomposed_accents_are_judged_alike() {
    assertThat(fault("cr\u00e8me br\u00fbl\u00e9e", false))
        .isEqualTo(fault("cre\u0300me bru\u0302le\u0301e", false))
        .isPresent();
  }

  @Test
  void the_longest_password_is_judged_at_once() {
    assertThat(fault("ab".repeat(128), false)).isPresent();
    assertThat(fault("correct horse battery ".repeat(11), false)).isEmpty();
  }

  @Test
  void a_reason_does_not_repeat_the_password() {
    assertThat(fault("chocolate20261234", false).orElseThrow()).doesNotContain("chocolate");
  }

  private static Optional<String> fault(String text, boolean mfa) {
    PasswordRules.Owner owner =
        new PasswordRules.Owner(
            EmailAddress.parse("johann.bergmann@example.com").orElseThrow(),
            "Eleonore Bergmann",
            mfa);
    return PasswordRules.fault(Password.parse(text).orElseThrow(), owner);
  }
}
