package orderflow.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The clients of the functions that write.
final class AuthClients {

  private AuthClients() {}

  static DynamoDbClient dynamoDb(Map<String, String> environment) {
    var builder =
        DynamoDbClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(2)))
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
    Optional.ofNullable(environment.get("AWS_REGION")).map(Region::of).ifPresent(builder::region);
    Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_DYNAMODB"))
        .map(URI::create)
        .ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
