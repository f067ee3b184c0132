package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeDetailsTest {
  private static final String ADDRESS =
      "{\"name\":\"Ada\",\"line1\":\"Weg 1\",\"postalCode\":\"10115\",\"city\":\"Berlin\","
          + "\"country\":\"DE\"}";

  private final Shop shop = new Shop();

  @Test
  void a_member_that_is_sent_changes_and_one_that_is_not_stays() {
    Shop.Answer placed = placed();

    Shop.Answer reference = patch(placed, "{\"reference\":\"mine-1\"}");
    Shop.Answer address = patch(reference, "{\"shippingAddress\":" + ADDRESS + "}");
    Shop.Answer gone = patch(address, "{\"reference\":null}");

    assertThat(reference.status()).as(reference.body()).isEqualTo(200);
    assertThat(reference.header("ETag")).isEqualTo("\"2\"");
    assertThat(address.body()).contains("\"reference\":\"mine-1\"", "\"city\":\"Berlin\"");
    assertThat(gone.body()).contains("\"city\":\"Berlin\"").doesNotContain("mine-1");
    assertThat(gone.header("ETag")).isEqualTo("\"4\"");
    String events =
        shop.staff("GET /v1/orders/{orderId}/events")
            .path("orderId", placed.text("id"))
            .send()
            .body();
    assertThat(events.split("order.changed", -1)).hasSize(4);
  }

  @Test
  void what_changes_nothing_makes_no_version() {
    Shop.Answer placed = placed();
    Shop.Answer first = patch(placed, "{\"reference\":\"mine-1\"}");

    Shop.Answer again = patch(first, "{\"reference\":\"mine-1\"}");
    Shop.Answer empty = patch(first, "{}");

    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(empty.body()).isEqualTo(first.body());
  }

  @Test
  void of_many_changes_on_one_version_one_is_made() {
    Shop.Answer placed = placed();

    List<Shop.Answer> answers =
        Concurrently.map(
            IntStream.range(0, 16).boxed().toList(),
            n -> patch(placed, "{\"reference\":\"mine-" + n + "\"}"));

    assertThat(answers).extracting(Shop.Answer::status).containsOnlyOnce(200);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> {
          assertThat(answer.text("code")).isEqualTo("precondition_failed");
          assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        });
  }

  @Test
  void an_order_that_is_paid_is_not_changed() {
    Shop.Answer placed = placed();
    Shop.Answer paid = shop.pay(placed.text("id"), "p", placed.header("ETag"), 500);

    Shop.Answer refused = patch(paid, "{\"reference\":\"late\"}");

    assertThat(refused.text("code")).isEqualTo("illegal_transition");
    assertThat(refused.text("detail"))
        .isEqualTo("change is not possible while the order is paid; possible: cancellation");
  }

  @Test
  void the_version_is_wanted_and_somebody_elses_order_is_not_there() {
    Shop.Answer placed = placed();
    Shop.Call call = shop.customer("PATCH /v1/orders/{orderId}");
    Shop.Call other = shop.customer("PATCH /v1/orders/{orderId}", Shop.OTHER);

    assertThat(call.path("orderId", placed.text("id")).send("{}").text("code"))
        .isEqualTo("precondition_required");
    assertThat(
            other
                .path("orderId", placed.text("id"))
                .header("if-match", "*")
                .send("{}")
                .text("code"))
        .isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reference\":\"\"}",
        "{\"status\":\"paid\"}",
        "{\"shippingAddress\":{\"name\":\"Ada\"}}",
        "[]"
      })
  void what_cannot_be_changed_is_refused_with_its_place(String body) {
    assertThat(patch(placed(), body).text("code")).isEqualTo("invalid_input");
  }

  private Shop.Answer placed() {
    shop.stock("A", 10);
    return shop.order("k1", "A", 1);
  }

  private Shop.Answer patch(Shop.Answer order, String body) {
    return shop.customer("PATCH /v1/orders/{orderId}")
        .path("orderId", order.text("id"))
        .header("if-match", order.header("ETag"))
        .send(body);
  }
}
