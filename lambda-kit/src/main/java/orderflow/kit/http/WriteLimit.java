package orderflow.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much one caller may write through this instance: a token bucket a caller, kept in memory. It
/// keeps one runaway client from filling an instance and is no exact quota: other instances do not
/// know of it, and the gateway's throttle holds for all callers together.
public final class WriteLimit {
  /// What a caller may send at once.
  public static final int QUOTA = 200;

  /// How long it takes until all of it is there again: 50 a second.
  public static final Duration WINDOW = Duration.ofSeconds(4);

  /// Callers beyond these begin anew, the longest silent first.
  static final int MOST_CALLERS = 1_000;

  private static final double PER_NANO = QUOTA / (double) WINDOW.toNanos();

  private record Bucket(double tokens, Instant at) {}

  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /// What became of a write.
  ///
  /// @param isAdmitted whether it may go on
  public record Decision(boolean isAdmitted, RateLimitHeaders headers) {}

  /// Takes one write of a caller.
  public synchronized Decision take(String caller, Instant now) {
    double tokens = tokens(caller, now);
    boolean isAdmitted = tokens >= 1;
    double left = isAdmitted ? tokens - 1 : tokens;
    buckets.put(caller, new Bucket(left, now));
    if (buckets.size() > MOST_CALLERS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    Duration more =
        left >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - left) / PER_NANO));
    return new Decision(
        isAdmitted, new RateLimitHeaders("writes", QUOTA, WINDOW, (long) left, more));
  }

  /// A clock that goes back adds nothing.
  private double tokens(String caller, Instant now) {
    Bucket bucket = buckets.get(caller);
    if (bucket == null) {
      return QUOTA;
    }
    long nanos = Math.max(0, Duration.between(bucket.at(), now).toMillis()) * 1_000_000;
    return Math.min(QUOTA, bucket.tokens() + nanos * PER_NANO);
  }
}
