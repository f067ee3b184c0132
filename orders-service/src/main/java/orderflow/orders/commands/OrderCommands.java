package orderflow.orders.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.Attempts;
import orderflow.orders.application.Chance;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.SaveProduct;
import software.amazon.awssdk.core.exception.SdkException;

/// The commands of version 1: `UpsertProducts` and `PlaceOrders`. Members an event has beyond those
/// known are ignored; an unknown command or version is refused as a whole. An item that is refused
/// or fails never keeps the others from their turn.
public final class OrderCommands {
  private static final int VERSION = 1;

  /// What one item may take: an item that is begun is also ended.
  private static final Duration ONE_ITEM = Duration.ofSeconds(1);

  private final UpsertProducts upsert;
  private final PlaceOrders place;
  private final Chance chance;

  public OrderCommands(SaveProduct save, PlaceOrder place, Chance chance) {
    this.upsert = new UpsertProducts(save);
    this.place = new PlaceOrders(place, new Attempts(chance));
    this.chance = chance;
  }

  /// What a command came to.
  ///
  /// @param command its name, `unknown` if it is not one of ours
  /// @param requestId as it came in, or empty
  /// @param results one an item, in the order of the items
  public record Outcome(String command, String requestId, List<Json> results) {
    public Outcome {
      results = List.copyOf(results);
    }

    public Json reply() {
      return Json.object().with("results", Json.of(results)).build();
    }

    /// How many items are refused or failed.
    public int itemsNotDone() {
      return (int) results.stream().filter(result -> !ItemResult.isOk(result)).count();
    }
  }

  /// Carries a command out.
  ///
  /// @param invocation until when the invocation may work; the event may ask for less
  public Outcome handle(Json event, Deadline invocation) {
    String name = text(event, "command").orElse("");
    String requestId = text(event, "requestId").orElse("");
    List<Json> items = items(event);
    Deadline deadline = deadline(event, invocation);
    if (!member(event, "version").filter(Json.of(VERSION)::equals).isPresent()) {
      return refusedWhole(requestId, items, "unknown_version", "version must be " + VERSION);
    }
    return switch (name) {
      case "UpsertProducts" ->
          new Outcome(
              name, requestId, each(items, deadline, item -> upsert.upsert(item, deadline)));
      case "PlaceOrders" ->
          new Outcome(
              name,
              requestId,
              each(items, deadline, item -> place.place(item, requestId, deadline)));
      default ->
          refusedWhole(
              requestId, items, "unknown_command", "command must be UpsertProducts or PlaceOrders");
    };
  }

  private static List<Json> each(List<Json> items, Deadline deadline, Function<Json, Json> work) {
    List<Json> results = new ArrayList<>(items.size());
    for (Json item : items) {
      results.add(
          deadline.allows(ONE_ITEM)
              ? carriedOut(item, work)
              : ItemResult.failed("deadline", "the time was up before this item's turn"));
    }
    return results;
  }

  /// A store that does not answer fails the item, which may be sent again, and not its neighbours.
  private static Json carriedOut(Json item, Function<Json, Json> work) {
    try {
      return work.apply(item);
    } catch (SdkException e) {
      return ItemResult.failed("service_unavailable", "the store did not answer; send it again");
    }
  }

  private Deadline deadline(Json event, Deadline invocation) {
    return text(event, "deadline")
        .flatMap(OrderCommands::instant)
        .filter(end -> end.isBefore(invocation.end()))
        .map(end -> Deadline.at(end, chance.clock()))
        .orElse(invocation);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Outcome refusedWhole(
      String requestId, List<Json> items, String code, String detail) {
    List<Json> results =
        IntStream.range(0, Math.max(1, items.size()))
            .mapToObj(_ -> ItemResult.refused(code, detail))
            .toList();
    return new Outcome("unknown", requestId, results);
  }

  private static List<Json> items(Json event) {
    return member(event, "items")
        .filter(Json.Arr.class::isInstance)
        .map(value -> ((Json.Arr) value).elements())
        .orElse(List.of());
  }

  private static Optional<String> text(Json event, String name) {
    return member(event, name)
        .filter(Json.Str.class::isInstance)
        .map(value -> ((Json.Str) value).value());
  }

  private static Optional<Json> member(Json event, String name) {
    return event instanceof Json.Obj object ? object.get(name) : Optional.empty();
  }
}
