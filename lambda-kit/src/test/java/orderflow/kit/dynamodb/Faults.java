package orderflow.kit.dynamodb;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import orderflow.dynamodblocal.TestTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// A client that throws the planned faults in place of the first calls and passes the others to
/// DynamoDB Local, which knows neither conflicts nor throttling.
final class Faults {
  private final Deque<DynamoDbException> planned;
  private final List<TransactWriteItemsRequest> requests = new ArrayList<>();
  private final List<RuntimeException> happened = new ArrayList<>();

  Faults(List<? extends DynamoDbException> planned) {
    this.planned = new ArrayDeque<>(planned);
  }

  static Faults times(int count, DynamoDbException fault) {
    return new Faults(Collections.nCopies(count, fault));
  }

  static TransactionCanceledException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .message("cancelled by the test")
        .cancellationReasons(
            List.of(codes).stream()
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }

  DynamoDbClient client() {
    DynamoDbClient client = mock(DynamoDbClient.class);
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenAnswer(call -> answer(call.getArgument(0)));
    return client;
  }

  /// Every request, in order.
  List<TransactWriteItemsRequest> requests() {
    return requests;
  }

  /// Every fault that the caller got, planned or DynamoDB Local's own.
  List<RuntimeException> happened() {
    return happened;
  }

  private Object answer(TransactWriteItemsRequest request) {
    requests.add(request);
    try {
      if (!planned.isEmpty()) {
        throw planned.remove();
      }
      return TestTables.client().transactWriteItems(request);
    } catch (DynamoDbException e) {
      happened.add(e);
      throw e;
    }
  }
}
