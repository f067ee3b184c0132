package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Reconciling over many pages, and the figures of a day.
final class ReconcilePagesTest extends BooksFixture {
  @Test
  void a_product_whose_stock_moves_meanwhile_has_no_verdict_instead_of_a_wrong_one() {
    Shop shop = busyShop();
    AtomicInteger scans = new AtomicInteger();
    ExecutionInterceptor traffic =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ScanRequest && scans.incrementAndGet() == 2) {
              shop.order("meanwhile", "A", 3);
            }
          }
        };

    List<Json.Obj> pages = reconcile(function(traffic));

    assertThat(scans).hasValueGreaterThan(1);
    assertThat(shop.available("A")).isEqualTo(14);
    assertThat(discrepancies(pages)).isEmpty();
    assertThat(unsettled(pages)).isEqualTo(1);
  }

  @Test
  void more_products_than_one_round_takes_are_all_checked_once() {
    OrderCommandsFunction function = function();
    for (int batch = 0; batch < 6; batch++) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        items.add(
            "{\"sku\":\"S-%d-%d\",\"name\":\"Mug\",\"price\":{\"amount\":5,\"currency\":\"EUR\"},\"stock\":3,\"active\":true}"
                .formatted(batch, i));
      }
      Commands.send(function, "UpsertProducts", String.join(",", items));
    }
    new Shop(environment).order("k", "S-3-7", 2);
    change(key("STOCK#S-5-9#1", "STOCK"), "SET onHand = :v", AttributeValue.fromN("2"));

    List<Json.Obj> pages = reconcile();

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(sum(pages, "products")).isEqualTo(1200);
    assertThat(sum(pages, "orders")).isEqualTo(1);
    assertThat(discrepancies(pages))
        .containsExactly(
            discrepancy("stock", "S-5-9", "3 on hand: 3 supplied, 0 in orders", "2 on hand"));
  }

  @Test
  void a_cursor_that_is_none_is_refused() {
    Json.Obj result =
        Commands.send(function(), "Reconcile", "{\"cursor\":\"{\\\"read\\\":[1]}\"}").getFirst();

    assertThat(Commands.text(result, "code")).isEqualTo("cursor_invalid");
  }

  @Test
  void a_report_has_the_figures_of_its_day() {
    busyShop();

    Json.Obj report =
        Commands.send(function(), "ReportData", "{\"date\":\"%s\"}".formatted(day)).getFirst();
    Json.Obj malformed =
        Commands.send(function(), "ReportData", "{\"date\":\"yesterday\"}").getFirst();

    assertThat(report.get("orders")).contains(Json.of(4));
    assertThat(report.get("revenue"))
        .contains(
            Json.of(List.of(Json.object().with("amount", 500).with("currency", "EUR").build())));
    assertThat(report.get("skus").orElseThrow().toString()).contains("sku", "A", "units");
    assertThat(Commands.text(malformed, "code")).isEqualTo("invalid_input");
  }
}
