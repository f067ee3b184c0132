package orderflow.auth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// What DynamoDB Local never answers: conflicts and throttling.
final class WritesTest {
  private final DynamoDbClient client = mock(DynamoDbClient.class);
  private final Writes writes = new Writes(client, new Random(1));

  @Test
  void a_conflict_is_tried_again_with_the_same_token() {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenThrow(cancelled("None", "TransactionConflict"))
        .thenThrow(TransactionInProgressException.builder().message("running").build())
        .thenThrow(cancelled("ThrottlingError"))
        .thenReturn(TransactWriteItemsResponse.builder().build());

    assertThat(writes.transact(List.of())).isTrue();

    ArgumentCaptor<TransactWriteItemsRequest> requests =
        ArgumentCaptor.forClass(TransactWriteItemsRequest.class);
    verify(client, times(4)).transactWriteItems(requests.capture());
    assertThat(requests.getAllValues().stream().distinct()).hasSize(1);
    assertThat(requests.getValue().clientRequestToken()).isNotEmpty();
  }

  @Test
  void each_transaction_has_a_token_of_its_own() {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenReturn(TransactWriteItemsResponse.builder().build());

    writes.transact(List.of());
    writes.transact(List.of());

    ArgumentCaptor<TransactWriteItemsRequest> requests =
        ArgumentCaptor.forClass(TransactWriteItemsRequest.class);
    verify(client, times(2)).transactWriteItems(requests.capture());
    assertThat(requests.getAllValues().stream().distinct()).hasSize(2);
  }

  @Test
  void a_condition_that_does_not_hold_is_an_answer() {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenThrow(cancelled("TransactionConflict", "ConditionalCheckFailed"));

    assertThat(writes.transact(List.of())).isFalse();

    verify(client, times(1)).transactWriteItems(any(TransactWriteItemsRequest.class));
  }

  @Test
  void a_conflict_that_does_not_pass_is_a_fault_after_five_attempts() {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenThrow(cancelled("TransactionConflict"));

    assertThatThrownBy(() -> writes.transact(List.of()))
        .isInstanceOf(TransactionCanceledException.class);
    verify(client, times(5)).transactWriteItems(any(TransactWriteItemsRequest.class));
  }

  @Test
  void what_will_not_pass_is_not_tried_again() {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenThrow(cancelled("ValidationError"));

    assertThatThrownBy(() -> writes.transact(List.of()))
        .isInstanceOf(TransactionCanceledException.class);
    verify(client, times(1)).transactWriteItems(any(TransactWriteItemsRequest.class));
  }

  private static TransactionCanceledException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .cancellationReasons(
            List.of(codes).stream()
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }
}
