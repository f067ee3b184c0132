package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ReconcileTest extends BooksFixture {
  @Test
  void books_of_a_busy_shop_agree() {
    Shop shop = busyShop();

    List<Json.Obj> pages = reconcile();

    assertThat(shop.available("A")).isEqualTo(17);
    assertThat(discrepancies(pages)).isEmpty();
    assertThat(sum(pages, "products")).isEqualTo(2);
    assertThat(sum(pages, "orders")).isEqualTo(4);
    assertThat(sum(pages, "events")).isEqualTo(7);
    assertThat(unsettled(pages)).isZero();
  }

  @Test
  void stock_that_does_not_follow_from_orders_is_found() {
    busyShop();
    change(key("STOCK#A#1", "STOCK"), "SET onHand = onHand + :v", AttributeValue.fromN("1"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .isEqualTo(discrepancy("stock", "A", "17 on hand: 19 supplied, 2 in orders", "18 on hand"));
  }

  @Test
  void a_product_without_stock_is_found() {
    busyShop();
    tables
        .client()
        .deleteItem(delete -> delete.tableName(tables.table()).key(key("STOCK#B#1", "STOCK")));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found).containsExactly(discrepancy("stock", "B", "a stock item", "none"));
  }

  @Test
  void money_that_does_not_follow_from_the_history_is_found() {
    busyShop();
    Item order = order("paid");
    change(
        key(order.text("pk"), order.text("sk")),
        "SET refunded.amount = :v",
        AttributeValue.fromN("7"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy("money", order.text("orderId"), "refunded 0 EUR", "refunded 7 EUR"));
  }

  @Test
  void a_total_that_is_not_the_sum_of_its_lines_is_found() {
    busyShop();
    Item order = order("pending");
    change(
        key(order.text("pk"), order.text("sk")),
        "SET #total.amount = :v",
        AttributeValue.fromN("1"));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy("money", order.text("orderId"), "total 500 EUR", "total 1 EUR"));
  }

  @Test
  void an_event_that_is_not_in_the_views_is_found() {
    busyShop();
    Item marker = views("EVENT#");
    Item entry = views("FEED#");
    remove(tables.views(), marker);
    String expected = entry.text("id");
    remove(tables.views(), entry);

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .extracting(discrepancy -> Commands.text(discrepancy, "equation"))
        .containsOnly("feed");
    assertThat(found)
        .extracting(discrepancy -> Commands.text(discrepancy, "expected"))
        .containsExactlyInAnyOrder("event " + marker.text("id"), "event " + expected);
  }

  @Test
  void a_missing_history_entry_is_found() {
    busyShop();
    Item order = order("paid");
    tables
        .client()
        .deleteItem(delete ->
            delete
                .tableName(tables.table())
                .key(key("ORDER#" + order.text("orderId"), "EVENT#0000000002")));

    List<Json.Obj> found = discrepancies(reconcile());

    assertThat(found)
        .containsExactly(
            discrepancy(
                "feed", order.text("orderId") + "/2", "a history entry", "none that can be read"));
  }

  @Test
  void a_young_event_is_given_the_time_that_the_stream_takes() {
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    shop.order("k", "A", 1);

    List<Json.Obj> early = discrepancies(reconcile());
    move("PT6M");
    List<Json.Obj> late = discrepancies(reconcile());

    assertThat(early).isEmpty();
    assertThat(late)
        .extracting(discrepancy -> Commands.text(discrepancy, "equation"))
        .containsExactly("feed");
  }
}
