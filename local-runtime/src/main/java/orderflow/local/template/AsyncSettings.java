package orderflow.local.template;

import java.time.Duration;
import java.util.Optional;

/// How a function's asynchronous invocations are retried: `EventInvokeConfig` (Lambda Developer
/// Guide, "Error handling for asynchronous invocation").
///
/// @param maximumRetryAttempts after a function error, 0 to 2
/// @param maximumEventAge one minute to six hours
/// @param onFailureBucket name of the bucket that gets what failed for good
public record AsyncSettings(
    int maximumRetryAttempts, Duration maximumEventAge, Optional<String> onFailureBucket) {

  /// What Lambda does for a function without `EventInvokeConfig`.
  public static final AsyncSettings DEFAULT =
      new AsyncSettings(2, Duration.ofHours(6), Optional.empty());
}
