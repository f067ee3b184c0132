package orderflow.orders.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.Item;
import orderflow.orders.domain.Discrepancy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Compares history entries with the views: each has a marker, and the place in the feed that the
/// marker names holds this very event.
public final class FeedCheck {
  private final Reads reads;
  private final Generations generations;

  public FeedCheck(DynamoDbClient client, String viewsTable, RandomGenerator random) {
    this.reads = new Reads(client, viewsTable, random);
    this.generations = new Generations(client, viewsTable, random);
  }

  public List<Discrepancy> check(List<LedgerReader.Entry> entries) {
    ViewKeys keys = generations.current();
    var markers = reads.getAll(entries.stream().map(entry -> marker(keys, entry)).toList());
    Map<LedgerReader.Entry, Map<String, AttributeValue>> places = new HashMap<>();
    entries.forEach(entry ->
        Optional.ofNullable(markers.get(marker(keys, entry)))
            .ifPresent(marker -> places.put(entry, place(keys, entry, new Item(marker)))));
    var feed = reads.getAll(List.copyOf(places.values()));
    List<Discrepancy> found = new ArrayList<>();
    for (LedgerReader.Entry entry : entries) {
      Optional<Map<String, AttributeValue>> place = Optional.ofNullable(places.get(entry));
      if (place.isEmpty()) {
        found.add(missing(entry, "no marker that it is in the views"));
        continue;
      }
      String there =
          Optional.ofNullable(feed.get(place.get()))
              .flatMap(item -> new Item(item).optionalText("id"))
              .orElse("");
      if (!there.equals(entry.eventId())) {
        found.add(missing(entry, there.isEmpty() ? "an empty place in the feed" : there));
      }
    }
    return found;
  }

  private static Map<String, AttributeValue> marker(ViewKeys keys, LedgerReader.Entry entry) {
    return keys.marker(entry.orderId(), entry.sequence());
  }

  private static Map<String, AttributeValue> place(
      ViewKeys keys, LedgerReader.Entry entry, Item marker) {
    return keys.entry(ViewKeys.lane(entry.orderId()), marker.number("position"));
  }

  private static Discrepancy missing(LedgerReader.Entry entry, String found) {
    return new Discrepancy(
        Discrepancy.Equation.FEED,
        entry.orderId() + "/" + entry.sequence(),
        "event " + entry.eventId(),
        found);
  }
}
