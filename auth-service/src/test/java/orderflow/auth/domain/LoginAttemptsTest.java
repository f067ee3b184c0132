package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LoginAttemptsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void ten_attempts_in_a_quarter_of_an_hour_need_not_wait() {
    LoginAttempts attempts = LoginAttempts.NONE;

    for (int i = 0; i < 10; i++) {
      assertThat(attempts.waiting(NOON)).isEmpty();
      assertThat(attempts.allowance(NOON).remaining()).isEqualTo(10 - i);
      attempts = attempts.another(NOON);
    }

    assertThat(attempts.waiting(NOON)).contains(Duration.ofSeconds(1));
    assertThat(attempts.allowance(NOON))
        .isEqualTo(new RateLimit.Allowance(RateLimit.LOGIN, 0, Duration.ofSeconds(1)));
  }

  @Test
  void each_further_wait_is_twice_as_long_up_to_a_quarter_of_an_hour() {
    LoginAttempts attempts = attempts(10, NOON);
    Instant now = NOON;

    for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}) {
      assertThat(attempts.waiting(now)).contains(Duration.ofSeconds(wait));
      now = now.plusSeconds(wait);
      assertThat(attempts.waiting(now)).isEmpty();
      attempts = attempts.another(now);
    }
  }

  @Test
  void a_quarter_of_an_hour_after_the_first_the_count_begins_anew() {
    LoginAttempts nine = attempts(9, NOON);

    assertThat(nine.another(NOON.plusSeconds(899)).count()).isEqualTo(10);
    assertThat(nine.another(NOON.plusSeconds(900)).count()).isEqualTo(1);
    assertThat(nine.allowance(NOON.plusSeconds(300)).resetsAfter())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void who_has_had_to_wait_begins_anew_after_a_day_of_peace_only() {
    LoginAttempts ten = attempts(10, NOON);

    assertThat(ten.another(NOON.plus(Duration.ofHours(24))).count()).isEqualTo(11);
    assertThat(ten.another(NOON.plus(Duration.ofHours(24)).plusSeconds(1)).count()).isEqualTo(1);
  }

  @Test
  void what_is_known_of_a_network_outlives_its_attempts() {
    LoginAttempts known = LoginAttempts.succeeded(NOON, NOON.plus(LoginAttempts.KNOWN_FOR));

    LoginAttempts later = known.another(NOON.plus(Duration.ofDays(29)));

    assertThat(later.isKnown(NOON.plus(Duration.ofDays(29)))).isTrue();
    assertThat(later.isKnown(NOON.plus(Duration.ofDays(30)))).isFalse();
    assertThat(LoginAttempts.NONE.isKnown(NOON)).isFalse();
  }

  private static LoginAttempts attempts(int count, Instant now) {
    LoginAttempts attempts = LoginAttempts.NONE;
    for (int i = 0; i < count; i++) {
      attempts = attempts.another(now);
    }
    return attempts;
  }
}
