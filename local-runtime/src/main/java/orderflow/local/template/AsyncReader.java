package orderflow.local.template;

import java.time.Duration;

/// Reads a function's `EventInvokeConfig`. Limits: Lambda API reference,
/// "PutFunctionEventInvokeConfig".
final class AsyncReader {
  private AsyncReader() {}

  static AsyncSettings read(
      Properties function, DestinationReader destinations, Findings findings) {
    return function
        .nested("EventInvokeConfig")
        .map(config -> settings(config, destinations, findings))
        .orElse(AsyncSettings.DEFAULT);
  }

  private static AsyncSettings settings(
      Properties config, DestinationReader destinations, Findings findings) {
    AsyncSettings usual = AsyncSettings.DEFAULT;
    AsyncSettings read =
        new AsyncSettings(
            config
                .read("MaximumRetryAttempts", Shapes.between(0, 2))
                .orElse(usual.maximumRetryAttempts()),
            config
                .read("MaximumEventAgeInSeconds", Shapes.between(60, 21_600))
                .map(Duration::ofSeconds)
                .orElse(usual.maximumEventAge()),
            destinations.onFailureBucket(config, "S3Bucket"));
    config.finish(findings);
    return read;
  }
}
