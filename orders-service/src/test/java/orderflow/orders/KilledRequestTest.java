package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every store call of every step, killed before and after it: the points are listed from the calls
/// that the step makes. The client gets no answer and sends the same request to another instance.
class KilledRequestTest {

  /// A request with its key and its version, the stock and the history that it leaves. It begins
  /// with ten pieces and, but for the first, with an order of two.
  enum Step {
    CREATE(201, 8, "order.placed"),
    PAY(200, 8, "order.placed order.paid"),
    CANCEL(200, 10, "order.placed order.paid order.cancelled"),
    REFUND(201, 8, "order.placed order.paid order.refunded"),
    SHIP(200, 8, "order.placed order.paid order.shipped");

    private final int status;
    private final long available;
    private final String history;

    Step(int status, long available, String history) {
      this.status = status;
      this.available = available;
      this.history = history;
    }

    int status() {
      return status;
    }

    long available() {
      return available;
    }

    /// The order that the step is for; for the first step, none yet.
    String prepare(Shop shop) {
      shop.stock("A", 10);
      if (this == CREATE) {
        return "";
      }
      String id = shop.order("before-1", "A", 2).text("id");
      if (this != PAY) {
        shop.pay(id, "before-2", "\"1\"", 1_000);
      }
      return id;
    }

    Shop.Answer take(Shop shop, String id) {
      return switch (this) {
        case CREATE -> shop.order("key", "A", 2);
        case PAY -> shop.pay(id, "key", "\"1\"", 1_000);
        case CANCEL -> shop.cancel(id, "key", "\"2\"");
        case REFUND ->
            step(shop.refunder("POST /v1/orders/{orderId}/refunds"), id)
                .send("{\"amount\":{\"amount\":300,\"currency\":\"EUR\"},\"reason\":\"damaged\"}");
        case SHIP ->
            step(shop.warehouse("POST /v1/orders/{orderId}/shipments"), id)
                .send("{\"carrier\":\"Post\",\"trackingNumber\":\"T\"}");
      };
    }

    private static Shop.Call step(Shop.Call call, String id) {
      return call.path("orderId", id).header("idempotency-key", "key").header("if-match", "\"2\"");
    }
  }

  static Stream<Arguments> points() {
    return Stream.of(Step.values())
        .flatMap(step -> pointsOf(step).stream().map(point -> Arguments.of(step, point)));
  }

  private static List<KillSwitch.Point> pointsOf(Step step) {
    OrderTables tables = OrderTables.withoutStream();
    String id = step.prepare(new Shop(tables));
    KillSwitch listing = KillSwitch.listing();
    assertThat(step.take(new Shop(tables, listing), id).status()).isEqualTo(step.status);
    assertThat(listing.points()).as("one read and one transaction at least").hasSizeGreaterThan(3);
    return listing.points();
  }

  @ParameterizedTest
  @MethodSource("points")
  void a_killed_request_that_is_sent_again_has_its_effect_once(Step step, KillSwitch.Point point) {
    OrderTables tables = OrderTables.withoutStream();
    Shop shop = new Shop(tables);
    String id = step.prepare(shop);
    KillSwitch killing = KillSwitch.at(point);
    Shop dying = new Shop(tables, killing);

    Throwable end = catchThrowable(() -> step.take(dying, id));
    Shop.Answer again = step.take(shop, id);
    Shop.Answer third = step.take(shop, id);

    assertThat(end).isInstanceOf(KillSwitch.Killed.class);
    assertThat(killing.fired()).isTrue();
    assertThat(again.status()).as(again.body()).isEqualTo(step.status);
    assertThat(third.body()).isEqualTo(again.body());
    assertThat(third.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(shop.available("A")).isEqualTo(step.available);
    assertThat(orders(shop)).containsExactly(again.text("id"));
    assertThat(String.join(" ", history(shop, again.text("id")))).isEqualTo(step.history);
  }

  private static List<String> orders(Shop shop) {
    return found(shop.customer("GET /v1/orders").send().body(), "ord_[0-9A-Z]{26}");
  }

  private static List<String> history(Shop shop, String id) {
    return found(
        shop.staff("GET /v1/orders/{orderId}/events").path("orderId", id).send().body(),
        "order\\.[a-z]+");
  }

  private static List<String> found(String body, String pattern) {
    return Pattern.compile(pattern).matcher(body).results().map(MatchResult::group).toList();
  }
}
