package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DynamoDbClientsTest {
  /// Reliability rule R5: a try of a store call takes 300 to 800 ms at most.
  @Test
  void a_try_of_dynamodb_ends_within_800_milliseconds() {
    assertThat(DynamoDbClients.readTimeout(Map.of("AWS_REGION", "eu-west-1")))
        .isBetween(Duration.ofMillis(300), Duration.ofMillis(800));
  }

  @Test
  void a_store_of_ones_own_gets_more_time() {
    assertThat(
            DynamoDbClients.readTimeout(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")))
        .isEqualTo(Duration.ofSeconds(2));
  }
}
