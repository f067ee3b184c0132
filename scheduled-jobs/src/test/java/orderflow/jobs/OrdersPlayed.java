package orderflow.jobs;

import java.util.List;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;

/// Plays the commands of the orders service that expire orders: so many are due, each expires once,
/// and a fencing token lower than the highest seen is refused.
final class OrdersPlayed {
  private int due;
  private int expired;
  private int batch = 500;
  private long highest;
  private int busyCalls;

  OrdersPlayed(int due) {
    this.due = due;
  }

  OrdersPlayed inBatchesOf(int size) {
    batch = size;
    return this;
  }

  /// At the next calls every order that is due is being changed by somebody else.
  OrdersPlayed busyFor(int calls) {
    busyCalls = calls;
    return this;
  }

  synchronized Json reply(Json json) {
    CommandEvent event = ((Decoded.Valid<CommandEvent>) CommandEvent.read(json)).value();
    long token = event.fencingToken().orElseThrow();
    if (token < highest) {
      return CommandReply.refused(event, "fenced", "token " + highest + " has been seen").toJson();
    }
    highest = token;
    int now = busyCalls > 0 ? 0 : Math.min(batch, due);
    busyCalls = Math.max(0, busyCalls - 1);
    due -= now;
    expired += now;
    Json.Obj more = Json.object().with("expired", now).with("remaining", due > 0).build();
    return new CommandReply(List.of(ItemResult.ok(more))).toJson();
  }

  synchronized int expired() {
    return expired;
  }

  synchronized int due() {
    return due;
  }

  /// Somebody with a greater token has been here.
  synchronized void fence(long token) {
    highest = token;
  }
}
