package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_new_session_lasts_as_long_as_it_may_be_idle() {
    Session session = Session.begin("ses_1", AccountTest.account(true), "phone", START);

    assertThat(session.remaining(START)).isEqualTo(Session.IDLE_LIFETIME);
  }

  @Test
  void a_session_is_no_longer_of_an_account_that_ended_all_of_them() {
    Account account = AccountTest.account(true);
    Session session = Session.begin("ses_1", account, "phone", START);

    assertThat(session.isOf(account.with(account.roles(), START))).isTrue();
    assertThat(session.isOf(account.with(account.credentials().withoutSessions(), START)))
        .isFalse();
  }

  @Test
  void a_session_does_not_outlive_its_absolute_end() {
    Instant late = START.plus(Session.LIFETIME).minus(Duration.ofHours(1));
    Session session =
        new Session(
            "ses_1",
            "usr_1",
            "",
            0,
            START,
            Session.PASSWORD,
            late,
            late.plus(Session.IDLE_LIFETIME),
            START.plus(Session.LIFETIME));

    assertThat(session.remaining(late)).isEqualTo(Duration.ofHours(1));
    assertThat(session.remaining(late.plus(Duration.ofDays(1)))).isZero();
  }
}
