package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class LostAnswerTest {
  private final Loss loss = new Loss();
  private final Shop shop = new Shop(loss);

  @Test
  void an_order_whose_commit_was_not_answered_is_placed_once() {
    shop.stock("A", 5);
    loss.left.set(1);

    Shop.Answer placed = shop.order("k1", "A", 2);

    assertThat(placed.status()).as(placed.body()).isEqualTo(201);
    assertThat(placed.header("Idempotent-Replayed")).isEmpty();
    assertThat(shop.available("A")).isEqualTo(3);
    assertThat(loss.left).hasValue(0);
  }

  @Test
  void a_cancellation_whose_commit_was_not_answered_gives_stock_back_once() {
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    loss.left.set(1);

    Shop.Answer cancelled = shop.cancel(id, "k2", "\"1\"");

    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(shop.available("A")).isEqualTo(5);
  }

  @Test
  void a_kept_refusal_whose_write_was_not_answered_is_the_first_answer() {
    loss.left.set(1);

    Shop.Answer refused = shop.order("k1", "NONE", 1);

    assertThat(refused.text("code")).isEqualTo("unknown_product");
    assertThat(refused.header("Idempotent-Replayed")).isEmpty();
  }

  /// Turns answers to writes that did happen into faults.
  private static final class Loss implements ExecutionInterceptor {
    private final AtomicInteger left = new AtomicInteger();

    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      boolean write =
          context.request() instanceof TransactWriteItemsRequest
              || context.request() instanceof PutItemRequest;
      boolean lost = write && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
      return lost
          ? context.httpResponse().toBuilder().statusCode(500).build()
          : context.httpResponse();
    }
  }
}
