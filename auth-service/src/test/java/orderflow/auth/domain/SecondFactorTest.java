package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecondFactorTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "4,PT0S",
    "5,PT1S",
    "6,PT2S",
    "10,PT32S",
    "15,PT15M",
    "99,PT15M",
    "100,PT15M"
  })
  void five_wrong_codes_are_free_and_the_wait_doubles_to_fifteen_minutes(
      int failures, Duration wait) {
    assertThat(failed(failures).blockedFor(NOW)).isEqualTo(wait);
  }

  @Test
  void a_wait_ends_but_not_after_a_hundred_in_a_row() {
    Instant later = NOW.plus(Duration.ofDays(30));

    assertThat(failed(99).blockedFor(later)).isZero();
    assertThat(failed(100).blockedFor(later)).isPositive();
  }

  @Test
  void a_right_code_forgets_the_failures() {
    SecondFactor factor = failed(9).used(7);

    assertThat(factor.failures()).isZero();
    assertThat(factor.blockedFor(NOW)).isZero();
    assertThat(factor.usedStep()).isEqualTo(7);
  }

  private static SecondFactor failed(int times) {
    SecondFactor factor = SecondFactor.proved("usr_1", new SealedSeed(1, "x"), 1);
    for (int i = 0; i < times; i++) {
      factor = factor.failed(NOW);
    }
    return factor;
  }
}
