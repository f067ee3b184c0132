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
///   answered still fits into the timeout of every function that writes. A store of one's own gets
///   [#LOCAL_READ_TIMEOUT].
public final class DynamoDbClients {
  /// How long an answer of DynamoDB may keep silent: it comes within tens of milliseconds, so what
  /// takes longer is lost, and the next try finds another host.
  public static final Duration READ_TIMEOUT = Duration.ofMillis(800);

  /// How long an answer may keep silent where `AWS_ENDPOINT_URL_DYNAMODB` names a store of one's
  /// own: DynamoDB Local works off dozens of writers one after the other, and below this their
  /// requests were taken for lost (64 clients on two cores).
  public static final Duration LOCAL_READ_TIMEOUT = Duration.ofSeconds(2);

  private static final String SERVICE = "DYNAMODB";

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
            SERVICE,
            readTimeout(environment),
            AwsRetryStrategy.standardRetryStrategy(),
            List.of(interceptors));
    return settings.on(DynamoDbClient.builder()).build();
  }

  static Duration readTimeout(Map<String, String> environment) {
    return environment.containsKey("AWS_ENDPOINT_URL_" + SERVICE)
        ? LOCAL_READ_TIMEOUT
        : READ_TIMEOUT;
  }
}
