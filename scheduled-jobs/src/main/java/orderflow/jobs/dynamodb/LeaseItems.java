package orderflow.jobs.dynamodb;

import java.util.Map;
import orderflow.jobs.domain.Lease;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A job's lease as an item.
final class LeaseItems {

  private LeaseItems() {}

  static Map<String, AttributeValue> write(String job, Lease lease) {
    return ItemBuilder.item(Keys.state(job))
        .with("holder", lease.holder())
        .with("leaseUntil", lease.until())
        .with("handedOver", lease.handedOver())
        .with("fencingToken", lease.token())
        .with("version", lease.version())
        .build();
  }

  static Lease read(Map<String, AttributeValue> attributes) {
    if (attributes.isEmpty()) {
      return Lease.NEVER;
    }
    Item item = new Item(attributes);
    return new Lease(
        item.optionalText("holder"),
        item.time("leaseUntil"),
        item.bool("handedOver"),
        item.number("fencingToken"),
        item.number("version"));
  }
}
