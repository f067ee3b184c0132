package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Where a login stands before its password is looked at.
///
/// @param attempts those of the address from the network
/// @param accountFailures failures in a row of the address, from anywhere
/// @param minuteFailures failures of the network in this minute
/// @param dayFailures failures of the network on this day
public record LoginStanding(
    LoginAttempts attempts, long accountFailures, long minuteFailures, long dayFailures) {

  /// What is in the way, if anything. A network that the account's owner uses is not held up by
  /// failures elsewhere, so that nobody can lock an owner out from afar.
  public Optional<RateLimit.Allowance> refusal(Instant now) {
    Optional<Duration> waiting = attempts.waiting(now);
    if (waiting.isPresent()) {
      return Optional.of(none(RateLimit.LOGIN, waiting.get()));
    }
    if (accountFailures >= RateLimit.LOGIN_ACCOUNT.quota() && !attempts.isKnown(now)) {
      return Optional.of(none(RateLimit.LOGIN_ACCOUNT, untilNext(now, ChronoUnit.HOURS)));
    }
    if (dayFailures >= RateLimit.LOGIN_SOURCE_DAY.quota()) {
      return Optional.of(none(RateLimit.LOGIN_SOURCE_DAY, untilNext(now, ChronoUnit.DAYS)));
    }
    return minuteFailures >= RateLimit.LOGIN_SOURCE.quota()
        ? Optional.of(none(RateLimit.LOGIN_SOURCE, untilNext(now, ChronoUnit.MINUTES)))
        : Optional.empty();
  }

  private static RateLimit.Allowance none(RateLimit limit, Duration wait) {
    return new RateLimit.Allowance(limit, 0, wait);
  }

  private static Duration untilNext(Instant now, ChronoUnit unit) {
    return Duration.between(now, now.truncatedTo(unit).plus(1, unit));
  }
}
