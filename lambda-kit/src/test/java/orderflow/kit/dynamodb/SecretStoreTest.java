package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class SecretStoreTest {
  private static final int CALLERS = 8;

  private final String table = TestTables.create("kit", List.of());

  @Test
  void the_first_caller_makes_the_secret_and_all_later_ones_get_it() {
    byte[] first = store(1).cursorSecret();
    byte[] second = store(2).cursorSecret();

    assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void callers_at_the_same_time_get_one_secret() throws Exception {
    CyclicBarrier start = new CyclicBarrier(CALLERS);
    List<Callable<byte[]>> callers =
        IntStream.range(0, CALLERS)
            .<Callable<byte[]>>mapToObj(seed ->
                () -> {
                  start.await();
                  return store(seed).cursorSecret();
                })
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> secrets =
          threads.invokeAll(callers).stream()
              .map(Future::resultNow)
              .map(HexFormat.of()::formatHex)
              .toList();

      assertThat(secrets).hasSize(CALLERS).containsOnly(secrets.getFirst());
    }
  }

  @Test
  void a_caller_that_loses_the_race_takes_the_winners_secret() {
    byte[] winner = store(1).cursorSecret();
    DynamoDbClient late = mock(DynamoDbClient.class);
    when(late.getItem(anyGet())).thenReturn(GetItemResponse.builder().build());
    when(late.putItem(anyPut()))
        .thenAnswer(call -> TestTables.client().putItem(put(call.getArgument(0))));

    byte[] secret = new SecretStore(late, table, new Random(2)).cursorSecret();

    verify(late).putItem(anyPut());
    assertThat(secret).isEqualTo(winner);
  }

  @Test
  void an_item_without_its_value_is_an_error_and_not_an_empty_secret() {
    TestTables.client()
        .putItem(put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("SECRET"),
                        "sk", AttributeValue.fromS("CURSOR#1"))));

    assertThatThrownBy(() -> store(1).cursorSecret())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no value");
  }

  private static PutItemRequest put(Consumer<PutItemRequest.Builder> request) {
    return PutItemRequest.builder().applyMutation(request).build();
  }

  private static Consumer<PutItemRequest.Builder> anyPut() {
    return any();
  }

  private static Consumer<GetItemRequest.Builder> anyGet() {
    return any();
  }

  private SecretStore store(long seed) {
    return new SecretStore(TestTables.client(), table, new Random(seed));
  }
}
