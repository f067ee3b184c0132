package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import orderflow.kit.http.HttpEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which answers are kept under an idempotency key (the HTTP contract, "Idempotency"): effects and
/// refusals that a rule decided on committed state, and nothing else.
class KeptAnswersTest {
  private static final String PAYMENT = "POST /v1/orders/{orderId}/payment";

  private final Shop shop = new Shop(OrderTables.withoutStream());

  /// A payment of order one that is answered before anything is decided.
  enum Passing {
    BODY_400(400, "invalid_input"),
    JSON_400(400, "malformed_json"),
    SCOPE_403(403, "insufficient_scope"),
    ORDER_404(404, "not_found"),
    ACCEPT_406(406, "not_acceptable"),
    VERSION_412(412, "precondition_failed"),
    SIZE_413(413, "payload_too_large"),
    TYPE_415(415, "unsupported_media_type"),
    NO_VERSION_428(428, "precondition_required");

    private final int status;
    private final String code;

    Passing(int status, String code) {
      this.status = status;
      this.code = code;
    }

    private Shop.Answer send(Shop shop, String id) {
      Shop.Call call = this == SCOPE_403 ? shop.client(PAYMENT) : shop.customer(PAYMENT);
      call.path("orderId", this == ORDER_404 ? id.replace(id.charAt(8), 'Z') : id)
          .header("idempotency-key", "key");
      if (this != NO_VERSION_428) {
        call.header("if-match", this == VERSION_412 ? "\"9\"" : "\"1\"");
      }
      if (this == ACCEPT_406) {
        call.header("accept", "text/html");
      }
      if (this == TYPE_415) {
        call.header("content-type", "text/plain");
      }
      return call.send(
          switch (this) {
            case BODY_400 -> "{}";
            case JSON_400 -> "{";
            case SIZE_413 -> payment(500) + " ".repeat(HttpEdge.MAX_BODY_BYTES);
            case SCOPE_403, ORDER_404, ACCEPT_406, VERSION_412, TYPE_415, NO_VERSION_428 ->
                payment(500);
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_before_anything_is_decided_leaves_the_key_free(Passing passing) {
    String id = placed();

    Shop.Answer refused = passing.send(shop, id);
    Shop.Answer paid = shop.pay(id, "key", "\"1\"", 500);

    assertThat(refused.status()).as(refused.body()).isEqualTo(passing.status);
    assertThat(refused.text("code")).isEqualTo(passing.code);
    assertThat(paid.status()).as(paid.body()).isEqualTo(200);
    assertThat(paid.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void a_key_of_another_request_keeps_the_first_answer() {
    String id = placed();
    Shop.Answer paid = shop.pay(id, "key", "\"1\"", 500);

    Shop.Answer reused = shop.pay(id, "key", "\"1\"", 400);
    Shop.Answer again = shop.pay(id, "key", "\"1\"", 500);

    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.text("code")).isEqualTo("idempotency_key_reused");
    assertThat(again.body()).isEqualTo(paid.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void a_decided_refusal_is_kept_although_the_state_has_changed_since() {
    String id = placed();
    Shop.Answer mismatch = shop.pay(id, "wrong", "\"1\"", 400);
    Shop.Answer unknown = shop.order("unknown", "LATER", 1);
    Shop.Answer short1 = shop.order("short", "A", 10);
    shop.stock("LATER", 5);
    shop.cancel(id, "cancel", "\"1\"");
    Shop.Answer late = shop.pay(id, "late", "*", 500);

    assertThat(mismatch.text("code")).isEqualTo("amount_mismatch");
    assertThat(unknown.text("code")).isEqualTo("unknown_product");
    assertThat(short1.text("code")).isEqualTo("out_of_stock");
    assertThat(late.text("code")).isEqualTo("illegal_transition");
    assertReplayed(mismatch, shop.pay(id, "wrong", "\"1\"", 400));
    assertReplayed(unknown, shop.order("unknown", "LATER", 1));
    assertReplayed(short1, shop.order("short", "A", 10));
    assertReplayed(late, shop.pay(id, "late", "*", 500));
  }

  private static void assertReplayed(Shop.Answer first, Shop.Answer again) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  private String placed() {
    shop.stock("A", 10);
    return shop.order("order", "A", 1).text("id");
  }

  private static String payment(long amount) {
    return "{\"amount\":{\"amount\":%d,\"currency\":\"EUR\"},\"method\":\"card\"}"
        .formatted(amount);
  }
}
