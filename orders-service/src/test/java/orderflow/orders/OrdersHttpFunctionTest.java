package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.dynamodblocal.Race;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class OrdersHttpFunctionTest {
  private final Shop shop = new Shop();

  @Test
  void an_order_is_placed_read_paid_and_cancelled_and_its_stock_comes_back() {
    shop.stock("A", 10);

    Shop.Answer placed = shop.order("k1", "A", 3);
    String id = placed.text("id");
    Shop.Answer paid = shop.pay(id, "k2", "\"1\"", 1500);
    Shop.Answer cancelled = shop.cancel(id, "k3", "\"2\"");

    assertThat(placed.status()).as(placed.body()).isEqualTo(201);
    assertThat(placed.header("Location")).isEqualTo("/v1/orders/" + id);
    assertThat(placed.header("ETag")).isEqualTo("\"1\"");
    assertThat(paid.status()).as(paid.body()).isEqualTo(200);
    assertThat(cancelled.text("status")).isEqualTo("cancelled");
    assertThat(cancelled.text("refundStatus")).isEqualTo("full");
    assertThat(shop.available("A")).isEqualTo(10);
  }

  @Test
  void thirty_two_posts_with_one_key_make_one_order_and_equal_answers() throws Exception {
    shop.stock("A", 100);

    List<Shop.Answer> answers = Race.of(32, () -> shop.order("same", "A", 1));

    assertThat(answers).extracting(Shop.Answer::status).containsOnly(201);
    assertThat(answers).extracting(Shop.Answer::body).containsOnly(answers.getFirst().body());
    assertThat(shop.available("A")).isEqualTo(99);
  }

  @Test
  void sixty_four_clients_racing_for_five_pieces_buy_exactly_five() throws Exception {
    shop.stock("A", 5);
    AtomicInteger key = new AtomicInteger();

    List<Shop.Answer> answers = Race.of(64, () -> shop.order("k" + key.incrementAndGet(), "A", 1));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .hasSize(59)
        .allMatch(answer -> answer.text("code").equals("out_of_stock"));
    assertThat(shop.available("A")).isZero();
  }

  @Test
  void a_step_with_a_stale_version_is_refused_and_its_replay_is_not() {
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 1).text("id");
    Shop.Answer paid = shop.pay(id, "k2", "\"1\"", 500);

    Shop.Answer stale = shop.cancel(id, "k3", "\"1\"");
    Shop.Answer replayed = shop.pay(id, "k2", "\"1\"", 500);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("ETag")).isEqualTo("\"2\"");
    assertThat(replayed.body()).isEqualTo(paid.body());
    assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void a_key_used_for_another_body_is_refused() {
    shop.stock("A", 5);
    shop.order("k1", "A", 1);

    Shop.Answer other = shop.order("k1", "A", 2);

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
  }

  @Test
  void a_foreign_order_has_the_bytes_of_an_absent_one() {
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 1).text("id");

    Shop.Answer foreign =
        shop.customer("GET /v1/orders/{orderId}", Shop.OTHER).path("orderId", id).send();
    Shop.Answer absent =
        shop.customer("GET /v1/orders/{orderId}", Shop.OTHER)
            .path("orderId", "ord_01JD8Y0000ABCDEFGHJKMNPQRS")
            .send();
    Shop.Answer forStaff = shop.staff("GET /v1/orders/{orderId}").path("orderId", id).send();

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(absent.body());
    assertThat(forStaff.status()).isEqualTo(200);
  }

  @Test
  void lists_are_paged_and_a_cursor_is_bound_to_its_caller() {
    shop.stock("A", 5);
    String first = shop.order("k1", "A", 1).text("id");
    shop.order("k2", "A", 1);

    Shop.Answer page = shop.customer("GET /v1/orders").query("limit", "1").send();
    String cursor = page.text("next");
    Shop.Answer next =
        shop.customer("GET /v1/orders").query("limit", "1").query("cursor", cursor).send();
    Shop.Answer foreign =
        shop.customer("GET /v1/orders", Shop.OTHER).query("cursor", cursor).send();
    Shop.Answer all = shop.staff("GET /v1/orders").query("status", "pending").send();

    assertThat(page.header("Link")).contains("rel=\"next\"");
    assertThat(next.body()).contains("\"next\":null").contains(first);
    assertThat(foreign.text("code")).isEqualTo("cursor_invalid");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.body()).contains(first);
  }

  @Test
  void creating_an_order_costs_one_read_and_one_transaction() {
    Counter counter = new Counter();
    Shop counted = new Shop(counter);
    counted.stock("A", 5);
    counter.calls.set(0);

    Shop.Answer placed = counted.order("k1", "A", 1);

    assertThat(placed.status()).isEqualTo(201);
    assertThat(counter.calls).hasValue(2);
  }

  private static final class Counter implements ExecutionInterceptor {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      calls.incrementAndGet();
    }
  }
}
