package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccountTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void an_account_is_active_once_its_address_is_proved() {
    Account account = account(false);

    assertThat(account.status()).isEqualTo(Account.Status.UNVERIFIED);
    assertThat(account.isActive()).isFalse();
    assertThat(account.withProvedAddress(LATER).status()).isEqualTo(Account.Status.ACTIVE);
  }

  @Test
  void an_account_enabled_again_is_what_it_was_and_its_sessions_stay_ended() {
    Account active = account(true);

    Account enabled = active.disabled(LATER).enabled(LATER);

    assertThat(active.disabled(LATER).status()).isEqualTo(Account.Status.DISABLED);
    assertThat(enabled.status()).isEqualTo(Account.Status.ACTIVE);
    assertThat(enabled.version()).isEqualTo(3);
    assertThat(enabled.credentials().epoch()).isEqualTo(1);
    assertThat(account(false).disabled(LATER).enabled(LATER).status())
        .isEqualTo(Account.Status.UNVERIFIED);
  }

  @Test
  void a_disabled_account_whose_address_is_proved_stays_disabled() {
    Account account = account(false).disabled(LATER).withProvedAddress(LATER);

    assertThat(account.status()).isEqualTo(Account.Status.DISABLED);
  }

  @Test
  void each_change_is_one_version_on_and_keeps_the_rest() {
    Account account = account(true);

    Account next = account.with(Set.of(Role.STAFF), LATER);

    assertThat(next.version()).isEqualTo(2);
    assertThat(next.updatedAt()).isEqualTo(LATER);
    assertThat(next.roles()).containsExactly(Role.STAFF);
    assertThat(next.credentials()).isEqualTo(account.credentials());
    assertThat(next.createdAt()).isEqualTo(MADE);
  }

  @Test
  void a_new_password_ends_sessions_and_a_new_hash_of_the_old_one_does_not() {
    Credentials credentials = new Credentials(new PasswordHash("a"), false, true, 4);

    assertThat(credentials.withPassword(new PasswordHash("b"), true))
        .isEqualTo(new Credentials(new PasswordHash("b"), true, true, 5));
    assertThat(credentials.rehashed(new PasswordHash("b")))
        .isEqualTo(new Credentials(new PasswordHash("b"), false, true, 4));
    assertThat(credentials.withMfa(false))
        .isEqualTo(new Credentials(new PasswordHash("a"), false, false, 4));
    assertThat(credentials.withoutSessions().epoch()).isEqualTo(5);
  }

  static Account account(boolean verified) {
    return new Account(
        "usr_1",
        new EmailAddress("a@example.com"),
        "Ann",
        Credentials.of(new PasswordHash("hash")),
        Set.of(Role.CUSTOMER),
        verified,
        false,
        1,
        MADE,
        MADE);
  }
}
