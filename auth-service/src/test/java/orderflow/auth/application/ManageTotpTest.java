package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.Totp;
import orderflow.auth.dynamodb.Enrolment;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ManageTotpTest {
  private final MfaFixture mfa = new MfaFixture();

  @Test
  void the_first_code_turns_the_second_factor_on_and_gives_ten_recovery_codes() {
    mfa.account();

    BeginTotp.Result begun = mfa.begun();
    ConfirmTotp.Result confirmed = mfa.confirmed(mfa.code());

    assertThat(begun).isInstanceOf(BeginTotp.Result.Begun.class);
    assertThat(confirmed)
        .isInstanceOfSatisfying(
            ConfirmTotp.Result.Confirmed.class, result -> assertThat(result.codes()).hasSize(10));
    assertThat(mfa.stored().credentials().mfa()).isTrue();
    assertThat(mfa.store.enrolment(mfa.stored().id())).isEmpty();
  }

  @Test
  void nothing_is_on_before_the_first_code() {
    mfa.account();
    mfa.begun();

    assertThat(mfa.stored().credentials().mfa()).isFalse();
    assertThat(mfa.confirmed(mfa.wrongCode())).isInstanceOf(ConfirmTotp.Result.WrongCode.class);
    assertThat(mfa.stored().credentials().mfa()).isFalse();
  }

  @Test
  void a_seed_waits_ten_minutes_for_its_first_code() {
    mfa.account();
    assertThat(mfa.confirmed("123456")).isInstanceOf(ConfirmTotp.Result.NotBegun.class);
    mfa.begun();

    mfa.base.clock.advance(Enrolment.LIFETIME);

    assertThat(mfa.confirmed(mfa.code())).isInstanceOf(ConfirmTotp.Result.NotBegun.class);
  }

  @Test
  void a_second_app_is_not_added_beside_the_first() {
    mfa.enabled();

    assertThat(mfa.begun()).isInstanceOf(BeginTotp.Result.AlreadyOn.class);
    assertThat(mfa.confirmed(mfa.code())).isInstanceOf(ConfirmTotp.Result.NotBegun.class);
  }

  @Test
  void without_a_data_key_no_seed_is_given() {
    mfa.base.seed(MfaFixture.EMAIL);

    assertThat(mfa.begun()).isInstanceOf(BeginTotp.Result.NoKeys.class);
  }

  @Test
  void a_password_that_is_too_short_alone_keeps_the_second_factor_until_it_is_changed() {
    mfa.enabled();
    setPassword(true);

    assertThat(mfa.removed(mfa.code())).isInstanceOf(RemoveTotp.Result.PasswordTooShort.class);
    assertThat(mfa.stored().credentials().mfa()).isTrue();

    setPassword(false);
    assertThat(mfa.removed(mfa.code())).isInstanceOf(RemoveTotp.Result.Removed.class);
  }

  private void setPassword(boolean tooShortAlone) {
    Account account = mfa.stored();
    Credentials credentials = account.credentials();
    assertThat(
            mfa.base.change(
                account.with(
                    credentials.withPassword(credentials.passwordHash(), tooShortAlone),
                    mfa.base.clock.instant())))
        .isTrue();
  }

  @Test
  void a_code_turns_the_second_factor_off_and_leaves_nothing_of_it() {
    mfa.enabled();

    assertThat(mfa.removed(mfa.code())).isInstanceOf(RemoveTotp.Result.Removed.class);

    assertThat(mfa.stored().credentials().mfa()).isFalse();
    assertThat(items()).noneMatch(sk -> sk.startsWith("TOTP") || sk.startsWith("RECOVERY"));
    assertThat(mfa.removed(mfa.code())).isInstanceOf(RemoveTotp.Result.NotOn.class);
  }

  @Test
  void a_recovery_code_turns_it_off_too() {
    List<RecoveryCode> codes = mfa.enabled();

    assertThat(mfa.removed(codes.get(3).text())).isInstanceOf(RemoveTotp.Result.Removed.class);
  }

  @Test
  void a_used_or_wrong_code_turns_nothing_off() {
    mfa.enabled();
    String used = mfa.code();
    mfa.logIn(mfa.token(), used);

    assertThat(mfa.removed(used)).isInstanceOf(RemoveTotp.Result.WrongCode.class);
    assertThat(mfa.removed("no code at all")).isInstanceOf(RemoveTotp.Result.WrongCode.class);
    assertThat(mfa.stored().credentials().mfa()).isTrue();
  }

  @Test
  void the_tables_hold_neither_seed_nor_recovery_code_in_clear() {
    List<RecoveryCode> codes = mfa.enabled();

    String all =
        mfa.base
            .tables
            .client()
            .scan(scan -> scan.tableName(mfa.base.tables.authTable()))
            .items()
            .toString();

    assertThat(all).contains("RECOVERY#9", "sealedSeed");
    assertThat(codes)
        .allSatisfy(code -> assertThat(all).doesNotContain(code.symbols(), code.text()));
  }

  @Test
  void a_code_is_taken_in_the_step_after_it_was_first_used() {
    mfa.enabled();

    mfa.base.clock.advance(Totp.STEP);

    assertThat(mfa.removed(mfa.code())).isInstanceOf(RemoveTotp.Result.Removed.class);
  }

  private Set<String> items() {
    Set<String> sks = new HashSet<>();
    for (Map<String, AttributeValue> item :
        mfa.base
            .tables
            .client()
            .scan(scan -> scan.tableName(mfa.base.tables.authTable()))
            .items()) {
      if (item.containsKey("sk")) {
        sks.add(item.getOrDefault("sk", AttributeValue.fromS("")).s());
      }
    }
    return sks;
  }
}
