package orderflow.orders.commands;

import java.util.Optional;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.ExpireOrders;

/// Items of `ExpireOrders`: `{"limit"?}`.
final class ExpireOrdersCommand {
  private static final long DEFAULT_LIMIT = 500;
  private static final Shape<Long> ITEM =
      fields -> {
        Field<Long> limit = fields.optionalInteger("limit", 1, 1000);
        return () -> limit.optional().orElse(DEFAULT_LIMIT);
      };

  private final ExpireOrders expire;

  ExpireOrdersCommand(ExpireOrders expire) {
    this.expire = expire;
  }

  ItemResult carryOut(Json item, String requestId, Optional<Fence> fence, Deadline deadline) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<Long>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<Long>(Long limit) ->
          view(expire.expire(limit.intValue(), requestId, fence, deadline));
    };
  }

  private static ItemResult view(ExpireOrders.Result result) {
    return switch (result) {
      case ExpireOrders.Done(int expired, boolean remaining) ->
          ItemResult.ok(
              Json.object().with("expired", expired).with("remaining", remaining).build());
      case ExpireOrders.Fenced _ -> Results.fenced();
    };
  }
}
