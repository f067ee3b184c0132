package orderflow.kit.s3;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import orderflow.kit.sdk.ClientSettings;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes the S3 client of a function; its module declares the SDK's `s3`, which is optional here.
/// Everything that decides how long a call may take stands here, because the SDK's defaults (four
/// tries, half a minute for a read that hangs) outlast a function's timeout.
///
/// - Retry mode standard: at most three tries of throttling, server errors and lost connections. A
///   body is sent again only when it can be read again, so bodies are bytes or files.
/// - A try ends when nothing arrives for [#READ_TIMEOUT]. It is a bound on silence, not on the
///   length of an object: a stream that flows may be read for as long as the function runs.
public final class S3Clients {
  /// How long an answer, or the next bytes of one, may keep silent.
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

  private S3Clients() {}

  /// A client of its own connections; one a function, for its whole life.
  ///
  /// @param environment `AWS_REGION` and `AWS_ENDPOINT_URL_S3`, the SDK's own variables; an
  ///   endpoint whose host is an address in digits is spoken to in path style
  /// @param interceptors of every call, for instance the faults of a test
  public static S3Client create(
      Map<String, String> environment, ExecutionInterceptor... interceptors) {
    ClientSettings settings =
        new ClientSettings(
            environment,
            "S3",
            READ_TIMEOUT,
            AwsRetryStrategy.standardRetryStrategy(),
            List.of(interceptors));
    return settings.on(S3Client.builder()).build();
  }
}
