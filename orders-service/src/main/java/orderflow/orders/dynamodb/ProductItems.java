package orderflow.orders.dynamodb;

import java.util.Map;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.Product;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Products, stock and adjustments as items. Only active products are in the catalogue index.
final class ProductItems {

  private ProductItems() {}

  static Map<String, AttributeValue> write(Product product) {
    ItemBuilder item =
        ItemBuilder.item(Keys.product(product.sku()))
            .with("sku", product.sku())
            .with("name", product.name())
            .with("price", product.price())
            .with("active", product.active())
            .with("initialStock", product.initialStock())
            .with("version", product.version());
    if (product.active()) {
      int shard = Keys.shard(product.sku(), Keys.CATALOGUE_SHARDS);
      item.with("gsi2pk", Keys.catalogue(shard)).with("gsi2sk", product.sku());
    }
    return item.build();
  }

  static Product read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new Product(
        item.text("sku"),
        item.text("name"),
        item.money("price"),
        item.bool("active"),
        item.number("initialStock"),
        item.number("version"));
  }

  static Map<String, AttributeValue> stock(Product product) {
    return ItemBuilder.item(Keys.stock(product.sku()))
        .with("onHand", product.initialStock())
        .build();
  }

  static Map<String, AttributeValue> write(Adjustment adjustment) {
    return ItemBuilder.item(Keys.adjustment(adjustment.sku(), adjustment.id()))
        .with("id", adjustment.id())
        .with("sku", adjustment.sku())
        .with("delta", adjustment.delta())
        .with("reason", adjustment.reason())
        .with("actorType", adjustment.actor().type().wire())
        .with("actorId", adjustment.actor().id())
        .with("createdAt", adjustment.createdAt())
        .build();
  }

  static Adjustment readAdjustment(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new Adjustment(
        item.text("id"),
        item.text("sku"),
        item.number("delta"),
        item.text("reason"),
        new Actor(ActorType.of(item.text("actorType")), item.text("actorId")),
        item.time("createdAt"));
  }
}
