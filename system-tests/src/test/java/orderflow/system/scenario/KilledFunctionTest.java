package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnePlatform.class)
class KilledFunctionTest {
  private final Shop shop;

  KilledFunctionTest(Shop shop) {
    this.shop = shop;
  }

  @Test
  void a_post_repeated_after_its_function_died_before_the_commit_makes_one_order() {
    String key = Shop.newKey();
    long before = shop.available("SKU-006");
    CompletableFuture<Integer> killing =
        shop.killAtNextOrderWrite(DeadlyStore.Moment.BEFORE_COMMIT);

    Answer lost = place(key);
    int deaths = deaths(killing);
    Answer repeated = place(key);

    assertThat(deaths).isPositive();
    lost.gateway(500, "Internal Server Error");
    assertThat(repeated.as(201, "Order")).isIn(ordersOf(key));
    assertThat(repeated.header("Idempotent-Replayed")).isEmpty();
    assertThat(ordersOf(key)).hasSize(1);
    assertThat(shop.available("SKU-006")).isEqualTo(before - 1);
  }

  @Test
  void a_post_repeated_after_its_function_died_behind_the_commit_is_a_replay() {
    String key = Shop.newKey();
    long before = shop.available("SKU-006");
    CompletableFuture<Integer> killing = shop.killAtNextOrderWrite(DeadlyStore.Moment.AFTER_COMMIT);

    Answer lost = place(key);
    int deaths = deaths(killing);
    Answer repeated = place(key);

    assertThat(deaths).isPositive();
    lost.gateway(500, "Internal Server Error");
    assertThat(repeated.as(201, "Order")).isIn(ordersOf(key));
    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(ordersOf(key)).hasSize(1);
    assertThat(shop.available("SKU-006")).isEqualTo(before - 1);
  }

  /// Waits until all have died, so that the repetition meets none of them half dead.
  private static int deaths(CompletableFuture<Integer> killing) {
    return killing.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private Answer place(String key) {
    return shop.customer()
        .post("/v1/orders")
        .key(key)
        .json(
            "{\"lines\":[{\"sku\":\"SKU-006\",\"quantity\":1}],\"reference\":\"%s\"}"
                .formatted(key));
  }

  private List<JsonNode> ordersOf(String reference) {
    JsonNode page = shop.customer().get("/v1/orders?limit=100").send().as(200, "OrderPage");
    return StreamSupport.stream(page.path("data").spliterator(), false)
        .filter(order -> order.path("reference").asText().equals(reference))
        .toList();
  }
}
