package orderflow.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class OutageTest {

  @Test
  void a_5xx_throttling_a_timeout_and_a_refused_connection_are_outages() {
    SdkException broken = (SdkException) DynamoDbException.builder().statusCode(503).build();
    SdkException refused = SdkClientException.create("no", new ConnectException("refused"));
    SdkException throttled =
        (SdkException)
            ProvisionedThroughputExceededException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build())
                .build();

    assertThat(Outage.isBehind(broken)).isTrue();
    assertThat(Outage.isBehind(refused)).isTrue();
    assertThat(Outage.isBehind(throttled)).isTrue();
    assertThat(Outage.isBehind(ApiCallTimeoutException.create(10))).isTrue();
  }

  @Test
  void a_request_that_the_store_refuses_and_any_other_exception_are_no_outages() {
    SdkException invalid = (SdkException) DynamoDbException.builder().statusCode(400).build();

    assertThat(Outage.isBehind(invalid)).isFalse();
    assertThat(Outage.isBehind(SdkClientException.create("no credentials"))).isFalse();
    assertThat(Outage.isBehind(new IllegalStateException("ours"))).isFalse();
  }
}
