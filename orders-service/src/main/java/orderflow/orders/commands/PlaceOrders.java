package orderflow.orders.commands;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.http.Outage;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.AnswerWriter;
import orderflow.orders.application.OrderBody;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.Refusal;
import orderflow.orders.application.RefusalText;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.Order;

/// Items of `PlaceOrders`: `{"key", "customerId", "reference"?, "lines"}`. An item's key is the
/// idempotency key of its order, in a scope of this command's own; the first result is kept for two
/// days. A reference belongs to its customer's first order that this command placed with it, for
/// good: any later item with it is a `duplicate` and gets that order's id.
final class PlaceOrders {
  private static final String NAME = "PlaceOrders";
  private static final AnswerWriter<Order> ANSWERS = new Answers();

  private final PlaceOrder place;
  private final Attempts attempts;

  PlaceOrders(PlaceOrder place, Attempts attempts) {
    this.place = place;
    this.attempts = attempts;
  }

  private record Item(String key, OrderBody order) {
    Set<String> subjects() {
      Set<String> subjects = new HashSet<>();
      subjects.add("key " + key);
      order.lines().forEach(line -> subjects.add("sku " + line.sku()));
      order
          .details()
          .reference()
          .ifPresent(reference ->
              subjects.add("reference " + order.customerId().orElse("") + " " + reference));
      return subjects;
    }
  }

  private static final Shape<Item> ITEM =
      fields -> {
        Field<String> key = fields.text("key", Text.upTo(255));
        var order = OrderBody.shape(true).declare(fields);
        return () -> new Item(key.get(), order.get());
      };

  /// The tasks of a chunk, in its order; what their orders need is read at once.
  List<Batch.Task> tasks(List<Json> items, String requestId, Deadline deadline) {
    List<Decoded<Item>> decoded = items.stream().map(item -> Fields.decode(item, ITEM)).toList();
    List<PlaceOrder.Placement> placements = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (decoded.get(i) instanceof Decoded.Valid<Item>(Item item)) {
        placements.add(placement(item, items.get(i), requestId));
      }
    }
    Iterator<PlaceOrder.Placement> read = read(placements).iterator();
    return decoded.stream().map(item -> task(item, read, deadline)).toList();
  }

  private Batch.Task task(
      Decoded<Item> decoded, Iterator<PlaceOrder.Placement> placements, Deadline deadline) {
    return switch (decoded) {
      case Decoded.Invalid<Item>(var faults) -> Batch.Task.decided(ItemResult.invalid(faults));
      case Decoded.Valid<Item>(Item item) -> {
        PlaceOrder.Placement placement = placements.next();
        yield new Batch.Task(
            item.subjects(), () -> Results.of(place.place(placement, ANSWERS, deadline)));
      }
    };
  }

  /// During an outage each item is left to meet it by itself.
  private List<PlaceOrder.Placement> read(List<PlaceOrder.Placement> placements) {
    try {
      return placements.size() > 1 ? place.read(placements) : placements;
    } catch (RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
      return placements;
    }
  }

  private PlaceOrder.Placement placement(Item item, Json sent, String requestId) {
    PlaceOrder.Request request =
        new PlaceOrder.Request(
            item.order().customerId().orElseThrow(),
            Basket.of(item.order().lines()),
            item.order().details(),
            true,
            new Actor(ActorType.SYSTEM, NAME),
            requestId);
    return PlaceOrder.Placement.of(
        request, attempts.of(List.of("commands", NAME, item.key()), "", sent));
  }

  private static final class Answers implements AnswerWriter<Order> {
    @Override
    public Answer done(Order order) {
      return Results.keep(
          ItemResult.ok(
              Json.object()
                  .with("change", "created")
                  .with("orderId", order.id())
                  .with("total", order.total())
                  .build()));
    }

    @Override
    public Answer refused(Refusal refusal) {
      RefusalText text = RefusalText.of(refusal);
      return Results.keep(
          new ItemResult(
              ItemResult.Status.REFUSED,
              Optional.of(text.code().code()),
              Optional.of(text.detail()),
              errors(text.errors())));
    }

    private static Json.Obj errors(List<Fault> faults) {
      Json.Builder more = Json.object();
      return faults.isEmpty()
          ? more.build()
          : more.withEach("errors", faults, Answers::error).build();
    }

    private static Json error(Fault fault) {
      return Json.object()
          .with("pointer", fault.pointer())
          .with("code", fault.code())
          .with("detail", fault.detail())
          .build();
    }
  }
}
