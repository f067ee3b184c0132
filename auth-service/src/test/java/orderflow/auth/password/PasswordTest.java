package orderflow.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PasswordTest {

  @Test
  void length_counts_code_points() {
    assertThat(Password.parse("\ud83d\udd11".repeat(256))).isPresent();
    assertThat(Password.parse("\ud83d\udd11".repeat(257))).isEmpty();
    assertThat(Password.parse("")).isEmpty();
  }

  @Test
  void half_a_surrogate_pair_is_no_password() {
    assertThat(Password.parse("fifteen letters\ud83d")).isEmpty();
  }

  @Test
  void fifteen_characters_are_long_enough_for_an_only_factor() {
    assertThat(Password.parse("123456789012345").orElseThrow().isLongEnough()).isTrue();
    assertThat(Password.parse("12345678901234").orElseThrow().isLongEnough()).isFalse();
  }

  @Test
  void printing_a_password_hides_it() {
    assertThat(Password.parse("correct horse battery").orElseThrow().toString())
        .doesNotContain("horse");
  }
}
