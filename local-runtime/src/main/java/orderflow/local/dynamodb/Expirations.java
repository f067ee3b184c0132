package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/// The items that the platform deleted because they had expired. The store cannot say it of a
/// record, so the sweep does; the newest are remembered.
public final class Expirations {
  private static final int REMEMBERED = 10_000;

  private final Set<Deleted> deleted = new LinkedHashSet<>();

  synchronized void add(String table, JsonNode keys, JsonNode image) {
    Deleted item = new Deleted(table, keys, image);
    deleted.remove(item);
    deleted.add(item);
    if (deleted.size() > REMEMBERED) {
      deleted.remove(deleted.iterator().next());
    }
  }

  /// Whether a stream record is one of these deletes.
  synchronized boolean contains(String table, JsonNode event) {
    JsonNode change = event.path("dynamodb");
    return event.path("eventName").asText().equals("REMOVE")
        && deleted.stream().anyMatch(item -> item.is(table, change));
  }

  /// @param image the expired item; a later item with the same keys is another one
  private record Deleted(String table, JsonNode keys, JsonNode image) {
    boolean is(String name, JsonNode change) {
      JsonNode old = change.path("OldImage");
      return table.equals(name)
          && keys.equals(change.path("Keys"))
          && (old.isMissingNode() || old.equals(image));
    }
  }
}
