package orderflow.local.httpapi;

import java.time.Duration;
import java.time.Instant;
import orderflow.local.template.Throttle;

/// API Gateway's token bucket: a burst at once, then the refill.
final class TokenBucket {

  private final Throttle throttle;
  private double tokens;
  private Instant filledAt;

  TokenBucket(Throttle throttle, Instant now) {
    this.throttle = throttle;
    this.tokens = throttle.burst();
    this.filledAt = now;
  }

  /// Takes a token. False when there is none: the request is throttled.
  synchronized boolean take(Instant now) {
    double refill = Duration.between(filledAt, now).toNanos() / 1e9 * throttle.requestsPerSecond();
    // A clock that is set back must not take tokens away.
    tokens = Math.min(throttle.burst(), tokens + Math.max(0, refill));
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
