package orderflow.kit.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import orderflow.kit.sdk.ClientSettings;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes the DynamoDB client of a function. Everything that decides how long a call may take stands
/// here, because the SDK's defaults (legacy retries, up to nine tries, half a minute for a read
/// that hangs) outlast every function's timeout.
///
/// - Retry mode standard: at most three tries of throttling, server errors and lost connections. A
///   cancelled transaction is not among them; see [Transactions].
/// - A try ends when nothing arrives for [#READ_TIMEOUT], so a call that is lost twice and then
///   answered still fits into the timeout of every function that writes.
public final class DynamoDbClients {
  /// How long an answer may keep silent. DynamoDB itself answers within tens of milliseconds; below
  /// this, DynamoDB Local with dozens of writers at once is taken for lost.
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

  private DynamoDbClients() {}

  /// A client of its own connections; one a function, for its whole life.
  ///
  /// @param environment `AWS_REGION` and `AWS_ENDPOINT_URL_DYNAMODB`, the SDK's own variables
  /// @param interceptors of every call, for instance the faults of a test
  public static DynamoDbClient create(
      Map<String, String> environment, ExecutionInterceptor... interceptors) {
    ClientSettings settings =
        new ClientSettings(
            environment,
            "DYNAMODB",
            READ_TIMEOUT,
            AwsRetryStrategy.standardRetryStrategy(),
            List.of(interceptors));
    return settings.on(DynamoDbClient.builder()).build();
  }
}
