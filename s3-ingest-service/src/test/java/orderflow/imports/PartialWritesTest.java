package orderflow.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.RowFault;
import orderflow.imports.dynamodb.RowFaultStore;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/// Batch writes that the table takes in part.
class PartialWritesTest {
  private final String table = TestTables.createWithoutStream("faults", List.of());
  private final Deadline ample = Deadline.at(Instant.ofEpochSecond(60), () -> Instant.EPOCH);

  @Test
  void what_the_table_leaves_undone_is_written_after_a_pause() {
    Undone undone = new Undone(3);

    store(undone).write("imp", faults(), ample);

    assertThat(undone.calls).hasValue(4);
    assertThat(TestTables.scan(table)).hasSize(20);
  }

  @Test
  void a_table_that_takes_nothing_is_given_up_and_so_is_one_that_takes_too_long() {
    Undone undone = new Undone(1_000);
    Undone late = new Undone(1_000);
    Deadline over = Deadline.at(Instant.EPOCH, () -> Instant.ofEpochSecond(1));

    assertThatThrownBy(() -> store(undone).write("imp", faults(), ample))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThatThrownBy(() -> store(late).write("imp", faults(), over))
        .isInstanceOf(ProvisionedThroughputExceededException.class);

    assertThat(undone.calls).hasValueBetween(4, 6);
    assertThat(late.calls).hasValueBetween(1, 4);
  }

  private RowFaultStore store(ExecutionInterceptor interceptor) {
    Map<String, String> environment =
        Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", TestTables.endpoint().toString());
    return new RowFaultStore(
        DynamoDbClients.create(environment, interceptor), table, new Random(1));
  }

  private static List<RowFault> faults() {
    return IntStream.range(0, 20)
        .mapToObj(row ->
            new RowFault(
                row, row, 0, new CellFault(Optional.of("sku"), "c", "d", "h", "e"), List.of("x")))
        .toList();
  }

  /// Says of so many calls that the table left all undone.
  private static final class Undone implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final int undone;

    private Undone(int undone) {
      this.undone = undone;
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.request() instanceof BatchWriteItemRequest request
              && calls.incrementAndGet() <= undone
          ? BatchWriteItemResponse.builder().unprocessedItems(request.requestItems()).build()
          : context.response();
    }
  }
}
