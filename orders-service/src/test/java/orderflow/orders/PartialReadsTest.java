package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/// Batch reads that the table answers in part.
class PartialReadsTest {
  private final Unread unread = new Unread();
  private final Shop shop = new Shop(unread);

  @Test
  void what_the_table_leaves_unread_is_read_after_a_pause() {
    shop.stock("A", 5);
    unread.next(3);

    Shop.Answer placed = shop.order("k1", "A", 1);

    assertThat(placed.status()).as(placed.body()).isEqualTo(201);
    assertThat(unread.calls).hasValue(4);
  }

  @Test
  void a_table_that_gives_nothing_is_an_outage_after_five_calls() {
    shop.stock("A", 5);
    unread.next(1_000);

    Shop.Answer answer = shop.order("k1", "A", 1);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(unread.calls).hasValue(5);
  }

  /// Says of the next calls that the table gave nothing.
  private static final class Unread implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    void next(int count) {
      calls.set(0);
      left.set(count);
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof BatchGetItemRequest request)) {
        return context.response();
      }
      calls.incrementAndGet();
      return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
          ? BatchGetItemResponse.builder()
              .responses(Map.of())
              .unprocessedKeys(request.requestItems())
              .build()
          : context.response();
    }
  }
}
