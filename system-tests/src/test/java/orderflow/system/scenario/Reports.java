package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/// Reads daily reports.
final class Reports {
  private Reports() {}

  /// The sales of a product; a missing node when it had none.
  static JsonNode sku(JsonNode report, String sku) {
    return report
        .path("skus")
        .valueStream()
        .filter(sales -> sales.path("sku").asText().equals(sku))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /// Revenue in cents.
  static long euros(JsonNode sales) {
    return sales
        .path("revenue")
        .valueStream()
        .filter(money -> money.path("currency").asText().equals("EUR"))
        .mapToLong(money -> money.path("amount").asLong())
        .sum();
  }
}
