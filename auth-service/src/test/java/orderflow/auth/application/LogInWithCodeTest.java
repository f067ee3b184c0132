package orderflow.auth.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.PendingLogin;
import orderflow.auth.domain.RecoveryCode;
import orderflow.dynamodblocal.Race;
import org.junit.jupiter.api.Test;

final class LogInWithCodeTest {
  private final MfaFixture mfa = new MfaFixture();

  @Test
  void a_wrong_password_is_not_told_that_a_code_is_wanted() {
    mfa.enabled();

    assertThat(mfa.base.logIn(MfaFixture.EMAIL, "not-the-password"))
        .isInstanceOf(LogIn.Result.InvalidCredentials.class);
  }

  @Test
  void a_code_of_the_app_begins_a_session() {
    mfa.enabled();

    LogInWithCode.Result result = mfa.logIn(mfa.token(), mfa.code());

    assertThat(result).isInstanceOf(LogInWithCode.Result.Granted.class);
  }

  @Test
  void the_token_says_by_what_the_person_logged_in() {
    mfa.enabled();

    TokenGrant grant = ((LogInWithCode.Result.Granted) mfa.logIn(mfa.token(), mfa.code())).grant();

    assertThat(payload(grant.accessToken())).contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]");
  }

  @Test
  void a_refreshed_token_keeps_how_the_person_logged_in() {
    mfa.enabled();
    TokenGrant grant = ((LogInWithCode.Result.Granted) mfa.logIn(mfa.token(), mfa.code())).grant();

    TokenGrant next =
        ((RefreshSession.Result.Granted) mfa.base.refresh(grant.refreshToken())).grant();

    assertThat(payload(next.accessToken())).contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]");
  }

  @Test
  void each_recovery_code_works_once() {
    List<RecoveryCode> codes = mfa.enabled();

    for (RecoveryCode code : codes) {
      assertThat(mfa.logIn(mfa.token(), code.text()))
          .isInstanceOf(LogInWithCode.Result.Granted.class);
      assertThat(mfa.logIn(mfa.token(), code.text()))
          .isInstanceOf(LogInWithCode.Result.WrongCode.class);
    }
  }

  @Test
  void a_used_time_step_is_not_accepted_twice() {
    mfa.enabled();
    String code = mfa.code();
    mfa.logIn(mfa.token(), code);

    assertThat(mfa.logIn(mfa.token(), code)).isInstanceOf(LogInWithCode.Result.WrongCode.class);
  }

  @Test
  void of_many_uses_of_one_code_at_once_one_begins_a_session() throws Exception {
    mfa.enabled();
    String code = mfa.code();
    List<String> tokens = IntStream.range(0, 16).mapToObj(_ -> mfa.token()).toList();
    AtomicInteger next = new AtomicInteger();

    List<LogInWithCode.Result> results =
        Race.of(16, () -> mfa.logIn(tokens.get(next.getAndIncrement()), code));

    assertThat(results.stream().filter(LogInWithCode.Result.Granted.class::isInstance)).hasSize(1);
  }

  @Test
  void of_many_uses_of_one_login_at_once_one_begins_a_session() throws Exception {
    List<RecoveryCode> codes = mfa.enabled();
    String token = mfa.token();
    AtomicInteger next = new AtomicInteger();

    List<LogInWithCode.Result> results =
        Race.of(10, () -> mfa.logIn(token, codes.get(next.getAndIncrement()).text()));

    assertThat(results.stream().filter(LogInWithCode.Result.Granted.class::isInstance)).hasSize(1);
  }

  @Test
  void a_login_takes_five_codes_and_then_none() {
    List<RecoveryCode> codes = mfa.enabled();
    String token = mfa.token();

    for (int i = 0; i < PendingLogin.MOST_TRIES; i++) {
      assertThat(mfa.logIn(token, mfa.wrongCode()))
          .isInstanceOf(LogInWithCode.Result.WrongCode.class);
    }

    assertThat(mfa.logIn(token, codes.getFirst().text()))
        .isInstanceOf(LogInWithCode.Result.InvalidToken.class);
  }

  @Test
  void wrong_codes_count_over_all_logins_and_a_recovery_code_is_never_waited_for() {
    List<RecoveryCode> codes = mfa.enabled();
    for (int i = 0; i < 5; i++) {
      mfa.logIn(mfa.token(), mfa.wrongCode());
    }

    assertThat(mfa.logIn(mfa.token(), mfa.code())).isInstanceOf(LogInWithCode.Result.Blocked.class);
    assertThat(mfa.logIn(mfa.token(), codes.getFirst().text()))
        .isInstanceOf(LogInWithCode.Result.Granted.class);
    mfa.base.clock.advance(Duration.ofSeconds(1));
    assertThat(mfa.logIn(mfa.token(), mfa.code())).isInstanceOf(LogInWithCode.Result.Granted.class);
  }

  @Test
  void of_many_guesses_at_once_only_the_free_ones_are_looked_at() throws Exception {
    mfa.enabled();
    List<String> tokens = IntStream.range(0, 24).mapToObj(_ -> mfa.token()).toList();
    AtomicInteger next = new AtomicInteger();

    List<LogInWithCode.Result> results =
        Race.of(24, () -> mfa.logIn(tokens.get(next.getAndIncrement()), mfa.wrongCode()));

    assertThat(results.stream().filter(LogInWithCode.Result.WrongCode.class::isInstance))
        .hasSizeBetween(1, 5);
    assertThat(mfa.store.factor(mfa.stored().id()).orElseThrow().failures()).isLessThanOrEqualTo(5);
  }

  @Test
  void a_login_waits_five_minutes_for_its_code() {
    mfa.enabled();
    String token = mfa.token();

    mfa.base.clock.advance(PendingLogin.LIFETIME);

    assertThat(mfa.logIn(token, mfa.code())).isInstanceOf(LogInWithCode.Result.InvalidToken.class);
  }

  @Test
  void a_login_is_over_when_the_account_changed_meanwhile() {
    mfa.enabled();
    String token = mfa.token();
    Account account = mfa.stored();
    mfa.base.change(
        account.with(account.credentials().withoutSessions(), mfa.base.clock.instant()));

    assertThat(mfa.logIn(token, mfa.code())).isInstanceOf(LogInWithCode.Result.InvalidToken.class);
  }

  @Test
  void what_is_no_token_is_answered_as_what_it_is() {
    mfa.enabled();

    assertThat(mfa.logIn("mfa_x", "123456")).isInstanceOf(LogInWithCode.Result.InvalidToken.class);
    assertThat(mfa.logIn("mfa_" + "x".repeat(43), "123456"))
        .isInstanceOf(LogInWithCode.Result.InvalidToken.class);
  }

  private static String payload(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
  }
}
