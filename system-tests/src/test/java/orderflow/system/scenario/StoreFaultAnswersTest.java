package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a client sees of a store in trouble.
@ExtendWith(OnePlatform.class)
class StoreFaultAnswersTest {
  private final Shop shop;

  StoreFaultAnswersTest(Shop shop) {
    this.shop = shop;
  }

  @Test
  void conflicts_that_do_not_pass_leave_the_key_free() {
    String key = Shop.newKey();

    Answer busy = shop.whileOrdersMeet(DeadlyStore.Fault.CONFLICT, () -> place(key));
    Answer again = place(key);

    busy.problem(409, "idempotency_key_in_progress");
    assertThat(busy.header("Retry-After")).isEqualTo("1");
    again.as(201, "Order");
    assertThat(again.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void an_outage_is_said_and_the_same_request_is_safe_afterwards() {
    String key = Shop.newKey();

    Answer down = shop.whileOrdersMeet(DeadlyStore.Fault.OUTAGE, () -> place(key));
    Answer again = place(key);

    down.problem(503, "service_unavailable");
    assertThat(down.header("Retry-After")).isNotEmpty();
    again.as(201, "Order");
  }

  @Test
  void an_item_that_no_release_has_written_is_a_fault_of_ours_without_its_internals() {
    Tables tables = new Tables(shop.platform());
    String key = "PRODUCT#BROKEN-1";
    tables.put("OrdersTable", Map.of("pk", Tables.text(key), "sk", Tables.text("PRODUCT")));
    try {
      Answer answer = shop.anyone().get("/v1/products/BROKEN-1").send();

      answer.problem(500, "internal_error");
      assertThat(answer.text()).doesNotContain("Exception", "orderflow.", "attribute");
    } finally {
      tables.delete("OrdersTable", key, "PRODUCT");
    }
  }

  private Answer place(String key) {
    return shop.customer().post("/v1/orders").key(key).json(Client.lines("SKU-008", 1));
  }
}
