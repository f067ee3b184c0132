package orderflow.orders.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.AnswerWriter;
import orderflow.orders.application.Attempts;
import orderflow.orders.application.OrderBody;
import orderflow.orders.application.Outcome;
import orderflow.orders.application.PlaceOrder;
import orderflow.orders.application.Refusal;
import orderflow.orders.application.RefusalText;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.ActorType;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.Order;

/// Items of `PlaceOrders`: `{"key", "customerId", "reference"?, "lines"}`. An item's key is the
/// idempotency key of its order, in a scope of this command's own.
final class PlaceOrders {
  private static final String NAME = "PlaceOrders";
  private static final AnswerWriter<Order> ANSWERS = new Results();

  private final PlaceOrder place;
  private final Attempts attempts;

  PlaceOrders(PlaceOrder place, Attempts attempts) {
    this.place = place;
    this.attempts = attempts;
  }

  private record Item(String key, OrderBody order) {}

  private static final Shape<Item> ITEM =
      fields -> {
        Field<String> key = fields.text("key", Text.upTo(255));
        var order = OrderBody.shape(true).declare(fields);
        return () -> new Item(key.get(), order.get());
      };

  Json place(Json item, String requestId, Deadline deadline) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<Item>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<Item>(Item valid) -> place(item, valid, requestId, deadline);
    };
  }

  private Json place(Json sent, Item item, String requestId, Deadline deadline) {
    PlaceOrder.Request request =
        new PlaceOrder.Request(
            item.order().customerId().orElseThrow(),
            Basket.of(item.order().lines()),
            item.order().details(),
            new Actor(ActorType.SYSTEM, NAME),
            requestId);
    Outcome outcome =
        place.place(
            request,
            attempts.of(List.of("commands", NAME, item.key()), "", sent),
            ANSWERS,
            deadline);
    return switch (outcome) {
      case Outcome.Answered(Answer answer, boolean _) ->
          JsonReader.readTrusted(answer.body().getBytes(UTF_8));
      case Outcome.KeyReused _ ->
          ItemResult.refused("idempotency_key_reused", "the key belongs to another order");
      case Outcome.InProgress _,
          Outcome.NotFound _,
          Outcome.VersionRequired _,
          Outcome.VersionChanged _ ->
          ItemResult.failed("conflict", "other writes were in the way; nothing was written");
    };
  }

  /// Results as they are kept for a command that comes twice.
  private static final class Results implements AnswerWriter<Order> {
    @Override
    public Answer done(Order order) {
      return answer(
          200, ItemResult.ok().with("orderId", order.id()).with("total", order.total()).build());
    }

    @Override
    public Answer refused(Refusal refusal) {
      RefusalText text = RefusalText.of(refusal);
      return answer(text.code().status(), ItemResult.refused(text.code().code(), text.detail()));
    }

    private static Answer answer(int status, Json result) {
      String body = new String(JsonWriter.write(result), UTF_8);
      return new Answer(status, "application/json", body, Optional.empty(), Optional.empty());
    }
  }
}
