package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;

/// An account's authenticator app, and how often a wrong code came in a row.
///
/// Of a million codes three are good at a time. Five wrong ones are free; each further one makes
/// the next wait, from a second doubling to fifteen minutes; after a hundred in a row only a
/// recovery code helps (NIST SP 800-63B §5.2.2).
///
/// @param usedStep the latest time step whose code was taken
/// @param failures wrong codes in a row
/// @param blockedUntil before this no code is looked at
public record SecondFactor(
    String userId, SealedSeed seed, long usedStep, int failures, Instant blockedUntil) {
  private static final int FREE_FAILURES = 5;
  private static final int MOST_FAILURES = 100;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /// A factor that was proved with the code of a step.
  public static SecondFactor proved(String userId, SealedSeed seed, long step) {
    return new SecondFactor(userId, seed, step, 0, Instant.EPOCH);
  }

  /// How long no code is looked at; zero when one may be tried.
  public Duration blockedFor(Instant now) {
    if (failures >= MOST_FAILURES) {
      return LONGEST_WAIT;
    }
    return now.isBefore(blockedUntil) ? Duration.between(now, blockedUntil) : Duration.ZERO;
  }

  /// One wrong code more.
  public SecondFactor failed(Instant now) {
    int count = failures + 1;
    return new SecondFactor(userId, seed, usedStep, count, now.plus(waitAfter(count)));
  }

  /// The code of a step was right: failures are forgotten.
  public SecondFactor used(long step) {
    return proved(userId, seed, step);
  }

  private static Duration waitAfter(int failures) {
    if (failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(10, failures - FREE_FAILURES));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
