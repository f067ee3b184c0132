package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Logins with one address from one network that have not succeeded. Ten in a quarter of an hour
/// are let through; each further one waits, from a second to a quarter of an hour, twice as long
/// each time. A day of peace after the last wait, or a success, starts anew.
///
/// @param count attempts since `since`, each counted before its password is looked at
/// @param nextAt no attempt before this time
/// @param knownUntil until when the network counts as one that the account's owner uses
public record LoginAttempts(int count, Instant since, Instant nextAt, Instant knownUntil) {
  /// Nothing is known.
  public static final LoginAttempts NONE =
      new LoginAttempts(0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

  /// How long after a login its network is known.
  public static final Duration KNOWN_FOR = Duration.ofDays(30);

  /// How long after the last wait the attempts are forgotten.
  public static final Duration KEPT = Duration.ofDays(1);

  private static final RateLimit LIMIT = RateLimit.LOGIN;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = LIMIT.window();

  /// Whether the account's owner has logged in from this network lately.
  public boolean isKnown(Instant now) {
    return now.isBefore(knownUntil);
  }

  /// How long the next attempt has to wait; nothing when it need not.
  public Optional<Duration> waiting(Instant now) {
    return now.isBefore(nextAt) ? Optional.of(Duration.between(now, nextAt)) : Optional.empty();
  }

  /// With one attempt more.
  public LoginAttempts another(Instant now) {
    LoginAttempts current = isOver(now) ? succeeded(now, knownUntil) : this;
    int next = current.count + 1;
    return new LoginAttempts(
        next,
        current.since,
        next < LIMIT.quota() ? Instant.EPOCH : now.plus(waitAfter(next)),
        knownUntil);
  }

  /// After a login: nothing counts any more.
  public static LoginAttempts succeeded(Instant now, Instant knownUntil) {
    return new LoginAttempts(0, now, Instant.EPOCH, knownUntil);
  }

  /// What is left before waiting begins.
  public RateLimit.Allowance allowance(Instant now) {
    Optional<Duration> wait = waiting(now);
    Duration resets = wait.orElseGet(() -> untilOver(now));
    return new RateLimit.Allowance(LIMIT, Math.max(0, LIMIT.quota() - count), resets);
  }

  private Duration untilOver(Instant now) {
    Instant end = count < LIMIT.quota() ? since.plus(LIMIT.window()) : now;
    return end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
  }

  private boolean isOver(Instant now) {
    return count < LIMIT.quota()
        ? !now.isBefore(since.plus(LIMIT.window()))
        : !now.isBefore(nextAt.plus(KEPT));
  }

  private static Duration waitAfter(int count) {
    int doublings = Math.min(count - LIMIT.quota(), 20);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
