package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// A store that takes requests and never answers. The function has ten seconds.
class SilentStoreTest {
  /// What the function has less what its answer needs to arrive.
  private static final Duration OWN_ANSWER = Duration.ofMillis(9_800);

  @Test
  @Timeout(30)
  void a_transaction_ends_with_the_deadline_however_often_it_could_be_sent() {
    OrderTables tables = OrderTables.withoutStream();
    try (SilentStore store = new SilentStore(tables.endpoint(), "TransactWriteItems")) {
      Map<String, String> environment = new HashMap<>(tables.environment());
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", store.url());
      Transactions transactions =
          new Transactions(DynamoDbClients.create(environment), new Random());
      Instant start = Instant.now();
      Deadline deadline = Deadline.at(start.plusSeconds(1), InstantSource.system());
      List<TransactWriteItem> actions =
          List.of(
              TransactWriteItem.builder()
                  .put(put ->
                      put.tableName(tables.table())
                          .item(
                              Map.of(
                                  "pk",
                                  AttributeValue.fromS("a"),
                                  "sk",
                                  AttributeValue.fromS("b"))))
                  .build());

      assertThatThrownBy(() -> transactions.write(actions, deadline))
          .isInstanceOf(SdkException.class);

      // One try of this client alone waits for two seconds.
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(1_900));
      assertThat(store.unanswered()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BatchGetItem", "TransactWriteItems"})
  @Timeout(30)
  void the_function_answers_itself_before_its_time_is_over(String operation) {
    OrderTables tables = OrderTables.withoutStream();
    Shop working = new Shop(tables);
    working.stock("A", 5);
    try (SilentStore store = new SilentStore(tables.endpoint(), operation)) {
      Map<String, String> environment = new HashMap<>(tables.environment());
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", store.url());
      Shop shop = new Shop(environment);
      Instant start = Instant.now();

      Shop.Answer answer = shop.order("k1", "A", 1);

      assertThat(Duration.between(start, Instant.now())).isLessThan(OWN_ANSWER);
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(store.unanswered()).isPositive();
    }
    assertThat(working.order("k1", "A", 1).status()).isEqualTo(201);
    assertThat(working.available("A")).isEqualTo(4);
  }
}
