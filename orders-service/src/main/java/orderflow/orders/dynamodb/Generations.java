package orderflow.orders.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import orderflow.orders.domain.ViewBuilds;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Which build of the views is the one to read and which are to be written: a pointer in the views
/// table, the first build while there is none. Each change of it holds only for the state that it
/// was decided on.
public final class Generations {
  private static final long FIRST = 1;

  private final DynamoDbClient client;
  private final String table;
  private final Reads reads;

  public Generations(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.reads = new Reads(client, table, random);
  }

  ViewKeys current() {
    return new ViewKeys(builds().current());
  }

  public ViewBuilds builds() {
    return read(reads.get(ViewKeys.POINTER));
  }

  private static ViewBuilds read(Map<String, AttributeValue> pointer) {
    if (pointer.isEmpty()) {
      return new ViewBuilds(FIRST, Optional.empty(), Optional.empty());
    }
    Item item = new Item(pointer);
    Optional<ViewBuilds.Next> next =
        item.optionalText("stage")
            .map(stage ->
                new ViewBuilds.Next(
                    item.number("building"),
                    ViewBuilds.Stage.valueOf(stage.toUpperCase(Locale.ROOT))));
    return new ViewBuilds(
        item.number("generation"),
        next,
        pointer.containsKey("switchedAt")
            ? Optional.of(item.time("switchedAt"))
            : Optional.empty());
  }

  /// Begins a build under a number that no other has had, or goes on with the one that is begun.
  public ViewBuilds begin() {
    Map<String, AttributeValue> pointer = reads.get(ViewKeys.POINTER);
    ViewBuilds builds = read(pointer);
    if (builds.next().isPresent()) {
      return builds;
    }
    long last =
        pointer.containsKey("building") ? new Item(pointer).number("building") : builds.current();
    ViewBuilds.Next next =
        new ViewBuilds.Next(Math.max(last, builds.current()) + 1, ViewBuilds.Stage.BUILDING);
    write(pointer, new ViewBuilds(builds.current(), Optional.of(next), builds.switchedAt()), next);
    return builds();
  }

  /// Notes how far the build has come.
  ///
  /// @return whether it is still the one that is being made
  public boolean reach(long generation, ViewBuilds.Stage stage) {
    Map<String, AttributeValue> pointer = reads.get(ViewKeys.POINTER);
    ViewBuilds builds = read(pointer);
    if (builds.next().filter(next -> next.generation() == generation).isEmpty()) {
      return false;
    }
    ViewBuilds.Next next = new ViewBuilds.Next(generation, stage);
    return write(
        pointer, new ViewBuilds(builds.current(), Optional.of(next), builds.switchedAt()), next);
  }

  /// Makes the build the current one.
  ///
  /// @return whether it was compared and still the one that is being made
  public boolean switchTo(long generation, Instant now) {
    Map<String, AttributeValue> pointer = reads.get(ViewKeys.POINTER);
    ViewBuilds.Next compared = new ViewBuilds.Next(generation, ViewBuilds.Stage.COMPARED);
    return read(pointer).next().filter(compared::equals).isPresent()
        && write(pointer, new ViewBuilds(generation, Optional.empty(), Optional.of(now)), compared);
  }

  /// Gives the build up; its number is not used again.
  public boolean abandon() {
    Map<String, AttributeValue> pointer = reads.get(ViewKeys.POINTER);
    ViewBuilds builds = read(pointer);
    return builds.next().isPresent()
        && write(
            pointer,
            new ViewBuilds(builds.current(), Optional.empty(), builds.switchedAt()),
            builds.next().get());
  }

  /// Replaces the pointer if it is as it was read.
  private boolean write(Map<String, AttributeValue> read, ViewBuilds builds, ViewBuilds.Next last) {
    ItemBuilder item =
        ItemBuilder.item(ViewKeys.POINTER)
            .with("generation", builds.current())
            .with("building", last.generation())
            .with("stage", builds.next().map(next -> next.stage().wire()))
            .with("changes", changes(read) + 1);
    builds.switchedAt().ifPresent(at -> item.with("switchedAt", at));
    Map<String, AttributeValue> values = new HashMap<>();
    if (read.containsKey("changes")) {
      values.put(":changes", AttributeValue.fromN(Long.toString(changes(read))));
    }
    try {
      client.putItem(put -> {
        put.tableName(table).item(item.build());
        if (values.isEmpty()) {
          put.conditionExpression("attribute_not_exists(changes)");
        } else {
          put.conditionExpression("changes = :changes").expressionAttributeValues(values);
        }
      });
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static long changes(Map<String, AttributeValue> pointer) {
    return pointer.containsKey("changes") ? new Item(pointer).number("changes") : 0;
  }
}
