package orderflow.imports.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.OrderRow;
import orderflow.imports.domain.ProductRow;
import orderflow.imports.domain.Unit;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Units in the words of the orders service's commands, version 1.
final class Commands {
  static final int VERSION = 1;

  private Commands() {}

  static String name(ImportKind kind) {
    return switch (kind) {
      case PRODUCTS -> "UpsertProducts";
      case ORDERS -> "PlaceOrders";
    };
  }

  /// The item of a good unit, nothing for a bad one. Its key says: this import, this row, this
  /// content; so a unit that is sent again, by whichever run, has its effect once.
  static Optional<Json> item(String importId, Unit unit) {
    return switch (unit.content()) {
      case Unit.Product(ProductRow row) -> Optional.of(keyed(importId, unit, product(row)));
      case Unit.Order(List<OrderRow> lines) -> Optional.of(keyed(importId, unit, order(lines)));
      case Unit.Bad _ -> Optional.empty();
    };
  }

  /// What two units must not change at once, or their order in the file would not count.
  static String subject(Unit unit) {
    return switch (unit.content()) {
      case Unit.Product(ProductRow row) -> row.sku();
      case Unit.Order(List<OrderRow> lines) ->
          lines.getFirst().customerId() + " " + lines.getFirst().reference();
      case Unit.Bad _ -> "";
    };
  }

  private static Json.Builder product(ProductRow row) {
    Json.Builder item =
        Json.object()
            .with("sku", row.sku())
            .with("name", row.name())
            .with(
                "price",
                Json.object().with("amount", row.amount()).with("currency", row.currency()).build())
            .with("active", row.active());
    row.stock().ifPresent(stock -> item.with("stock", stock));
    return item;
  }

  private static Json.Builder order(List<OrderRow> lines) {
    return Json.object()
        .with("customerId", lines.getFirst().customerId())
        .with("reference", lines.getFirst().reference())
        .withEach(
            "lines",
            lines,
            line ->
                Json.object().with("sku", line.sku()).with("quantity", line.quantity()).build());
  }

  private static Json keyed(String importId, Unit unit, Json.Builder item) {
    String hash = hash(new String(JsonWriter.writeCanonical(item.build()), UTF_8));
    return item.with("key", "%s:%d:%s".formatted(importId, unit.row(), hash)).build();
  }

  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
