package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import orderflow.auth.domain.LoginAttempts;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.LoginLimitStore;
import org.junit.jupiter.api.Test;

final class LoginGuardTest {
  private static final String EMAIL = "customer@example.com";
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.1";

  private final Fixture auth = new Fixture();
  private final LoginGuard guard = new LoginGuard(auth.limits, auth.chance);

  @Test
  void after_ten_failures_even_the_right_password_waits() {
    seed();
    for (int i = 0; i < 10; i++) {
      assertThat(wrong(EMAIL, HERE)).isInstanceOf(LogIn.Result.InvalidCredentials.class);
      auth.clock.advance(Duration.ofSeconds(20));
    }
    auth.clock.advance(Duration.ofSeconds(-20));

    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE))
        .isEqualTo(limited(RateLimit.LOGIN, Duration.ofSeconds(1)));

    auth.clock.advance(Duration.ofSeconds(1));
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE)).isInstanceOf(LogIn.Result.Granted.class);
    assertThat(wrong(EMAIL, HERE)).isInstanceOf(LogIn.Result.InvalidCredentials.class);
  }

  @Test
  void an_address_without_an_account_is_limited_like_one_with() {
    for (int i = 0; i < 10; i++) {
      wrong("nobody@example.com", HERE);
      auth.clock.advance(Duration.ofSeconds(20));
    }
    auth.clock.advance(Duration.ofSeconds(-20));

    assertThat(wrong("nobody@example.com", HERE))
        .isEqualTo(limited(RateLimit.LOGIN, Duration.ofSeconds(1)));
    assertThat(wrong("nobody@example.com", ELSEWHERE))
        .isInstanceOf(LogIn.Result.InvalidCredentials.class);
  }

  @Test
  void a_hundred_failures_from_anywhere_lock_out_unknown_networks_but_not_the_owners() {
    seed();
    auth.logIn(EMAIL, Fixture.PASSWORD, HERE);
    failures(EMAIL, 100);

    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, ELSEWHERE))
        .isEqualTo(limited(RateLimit.LOGIN_ACCOUNT, Duration.ofMinutes(60).minusMillis(123)));
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE)).isInstanceOf(LogIn.Result.Granted.class);
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, ELSEWHERE))
        .isInstanceOf(LogIn.Result.Granted.class);
  }

  @Test
  void ninety_nine_failures_from_anywhere_lock_nobody_out() {
    seed();
    failures(EMAIL, 99);

    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, ELSEWHERE))
        .isInstanceOf(LogIn.Result.Granted.class);
  }

  @Test
  void a_network_that_tries_many_addresses_is_held_up_for_the_minute_and_the_day() {
    seed();
    for (int i = 0; i < 10; i++) {
      wrong("nobody%d@example.com".formatted(i), HERE);
    }

    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE))
        .isEqualTo(limited(RateLimit.LOGIN_SOURCE, Duration.ofMinutes(1).minusMillis(123)));
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, ELSEWHERE))
        .isInstanceOf(LogIn.Result.Granted.class);

    auth.clock.advance(Duration.ofMinutes(1));
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE)).isInstanceOf(LogIn.Result.Granted.class);

    IntStream.range(0, 90).forEach(i -> fail("other%d@example.com".formatted(i), HERE));
    auth.clock.advance(Duration.ofMinutes(2));
    assertThat(auth.logIn(EMAIL, Fixture.PASSWORD, HERE))
        .isEqualTo(
            limited(
                RateLimit.LOGIN_SOURCE_DAY, Duration.ofHours(12).minusMinutes(3).minusMillis(123)));
  }

  @Test
  void of_guesses_that_come_all_at_once_no_more_than_ten_are_let_through() throws Exception {
    LoginLimitStore.Subject subject =
        new LoginLimitStore.Subject(Fixture.email(EMAIL), "192.0.2.0/24");
    List<Callable<Boolean>> guesses =
        IntStream.range(0, 32)
            .<Callable<Boolean>>mapToObj(
                _ -> () -> guard.admit(subject) instanceof LoginGuard.Admission.Admitted)
            .toList();

    List<Future<Boolean>> admitted;
    try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
      admitted = threads.invokeAll(guesses);
    }

    long count = admitted.stream().filter(Future::resultNow).count();
    assertThat(count).isBetween(1L, 10L);
    assertThat(auth.limits.read(subject, auth.clock.instant()).attempts().count())
        .isEqualTo((int) count);
  }

  @Test
  void an_attempt_whose_password_was_not_looked_at_does_not_count() {
    LoginLimitStore.Subject subject =
        new LoginLimitStore.Subject(Fixture.email(EMAIL), "192.0.2.0/24");

    guard.unused((LoginGuard.Admission.Admitted) guard.admit(subject));

    assertThat(auth.limits.read(subject, auth.clock.instant()).attempts())
        .isEqualTo(LoginAttempts.NONE);
  }

  private LogIn.Result wrong(String email, String address) {
    return auth.logIn(email, "not the right password", address);
  }

  /// Failures as a login counts them, without the work of hashing.
  private void fail(String email, String address) {
    LoginLimitStore.Subject subject =
        new LoginLimitStore.Subject(
            Fixture.email(email), orderflow.auth.domain.SourcePrefix.of(address).text());
    assertThat(auth.limits.failed(subject, auth.entry(), auth.clock.instant(), auth.deadline()))
        .isTrue();
  }

  private void failures(String email, int count) {
    IntStream.range(0, count).forEach(i -> fail(email, "203.0.%d.1".formatted(i)));
  }

  private void seed() {
    auth.ensureKeys.ensure("req-keys", auth.deadline());
    auth.seed(EMAIL, Role.CUSTOMER);
  }

  private static LogIn.Result limited(RateLimit limit, Duration wait) {
    return new LogIn.Result.Limited(new RateLimit.Allowance(limit, 0, wait));
  }
}
