package orderflow.jobs.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import orderflow.jobs.domain.Anchor;
import orderflow.kit.dynamodb.Item;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a job has seen of another service's chain of seals, `JOB#{name}` / `ANCHOR`: kept here,
/// where that service cannot write.
public final class AnchorStore {
  private final DynamoDbClient client;
  private final String table;

  public AnchorStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  public Optional<Anchor> find(String job) {
    Map<String, AttributeValue> item =
        client
            .getItem(get -> get.tableName(table).key(Keys.anchor(job)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(read(new Item(item)));
  }

  /// Keeps an anchor in place of the one before.
  public void keep(String job, Anchor anchor) {
    Map<String, AttributeValue> item = new HashMap<>(Keys.anchor(job));
    item.put("hour", AttributeValue.fromS(anchor.hour()));
    item.put("digest", AttributeValue.fromS(anchor.digest()));
    client.putItem(put -> put.tableName(table).item(item));
  }

  private static Anchor read(Item item) {
    return new Anchor(item.text("hour"), item.text("digest"));
  }
}
