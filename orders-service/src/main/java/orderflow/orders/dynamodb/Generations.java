package orderflow.orders.dynamodb;

import java.util.Map;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.Item;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which build of the views is the one to read and write: a pointer in the views table, the first
/// build while there is none.
final class Generations {
  private static final long FIRST = 1;

  private final Reads reads;

  Generations(DynamoDbClient client, String table, RandomGenerator random) {
    this.reads = new Reads(client, table, random);
  }

  ViewKeys current() {
    Map<String, AttributeValue> pointer = reads.get(ViewKeys.POINTER);
    return new ViewKeys(pointer.isEmpty() ? FIRST : new Item(pointer).number("generation"));
  }
}
