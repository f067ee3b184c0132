package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import orderflow.dynamodblocal.Race;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class RacesAndOutagesTest {

  @Test
  void of_a_payment_and_a_cancellation_at_once_one_wins_and_money_and_stock_agree()
      throws Exception {
    Shop shop = new Shop();
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 2).text("id");
    AtomicInteger turn = new AtomicInteger();

    List<Shop.Answer> answers =
        Race.of(
            2,
            () ->
                turn.getAndIncrement() == 0
                    ? shop.pay(id, "k2", "\"1\"", 1000)
                    : shop.cancel(id, "k3", "\"1\""));
    Shop.Answer after = shop.customer("GET /v1/orders/{orderId}").path("orderId", id).send();

    boolean paid = after.text("status").equals("paid");
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> List.of(409, 412).contains(answer.status()))
        .hasSize(1);
    assertThat(after.json().get("payment").isPresent()).isEqualTo(paid);
    assertThat(after.text("refundStatus")).isEqualTo("none");
    assertThat(shop.available("A")).isEqualTo(paid ? 3 : 5);
  }

  @Test
  void a_conflict_and_throttling_that_pass_are_not_seen_by_the_client() {
    Faults faults = new Faults();
    Shop shop = new Shop(faults);
    shop.stock("A", 5);
    faults.next(1, () -> cancelled("TransactionConflict"));

    Shop.Answer first = shop.order("k1", "A", 1);
    faults.next(1, () -> cancelled("ThrottlingError"));
    Shop.Answer second = shop.order("k2", "A", 1);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(second.status()).as(second.body()).isEqualTo(201);
    assertThat(shop.available("A")).isEqualTo(3);
  }

  @Test
  void a_conflict_that_outlives_the_tries_has_no_effect_and_leaves_the_key_free() {
    Faults faults = new Faults();
    Shop shop = new Shop(faults);
    shop.stock("A", 5);
    faults.next(1_000, () -> cancelled("TransactionConflict"));

    Shop.Answer busy = shop.order("k1", "A", 1);
    faults.next(0, () -> cancelled("TransactionConflict"));
    Shop.Answer again = shop.order("k1", "A", 1);

    assertThat(busy.status()).isEqualTo(409);
    assertThat(busy.text("code")).isEqualTo("idempotency_key_in_progress");
    assertThat(busy.header("Retry-After")).isEqualTo("1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(shop.available("A")).isEqualTo(4);
  }

  @Test
  void throttling_that_does_not_pass_is_503_with_retry_after() {
    Faults faults = new Faults();
    Shop shop = new Shop(faults);
    shop.stock("A", 5);
    faults.next(1_000, RacesAndOutagesTest::throttled);

    Shop.Answer answer = shop.order("k1", "A", 1);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("code")).isEqualTo("service_unavailable");
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  private static RuntimeException cancelled(String code) {
    return TransactionCanceledException.builder()
        .cancellationReasons(CancellationReason.builder().code(code).build())
        .statusCode(400)
        .build();
  }

  private static RuntimeException throttled() {
    String code = "ProvisionedThroughputExceededException";
    return ProvisionedThroughputExceededException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  /// Throws instead of sending a transaction.
  private static final class Faults implements ExecutionInterceptor {
    private final AtomicInteger left = new AtomicInteger();
    private Supplier<RuntimeException> fault = () -> cancelled("None");

    void next(int times, Supplier<RuntimeException> thrown) {
      fault = thrown;
      left.set(times);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest
          && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw fault.get();
      }
    }
  }
}
