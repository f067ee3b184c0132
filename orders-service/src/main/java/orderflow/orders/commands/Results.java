package orderflow.orders.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import orderflow.orders.application.Outcome;

/// Results of items as they are kept for a command that comes twice.
final class Results {

  private Results() {}

  static ItemResult fenced() {
    return ItemResult.refused("fenced", "a later run of the job has taken over");
  }

  static Answer keep(ItemResult result) {
    String body = new String(JsonWriter.write(result.toJson()), UTF_8);
    int status = result.status() == ItemResult.Status.OK ? 200 : 422;
    return new Answer(status, "application/json", body, Optional.empty(), Optional.empty());
  }

  /// What an outcome says to the sender of the item.
  static ItemResult of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(Answer answer, boolean _) -> kept(answer);
      case Outcome.Duplicate(String orderId) ->
          ItemResult.ok(Json.object().with("change", "duplicate").with("orderId", orderId).build());
      case Outcome.KeyReused _ ->
          ItemResult.refused("idempotency_key_reused", "the key belongs to another item");
      case Outcome.InProgress _,
          Outcome.NotFound _,
          Outcome.VersionRequired _,
          Outcome.VersionChanged _ ->
          ItemResult.failed("conflict", "other writes were in the way; nothing was written");
    };
  }

  private static ItemResult kept(Answer answer) {
    Json json = JsonReader.readTrusted(answer.body().getBytes(UTF_8));
    return switch (ItemResult.read(json)) {
      case Decoded.Valid<ItemResult>(ItemResult result) -> result;
      case Decoded.Invalid<ItemResult>(var faults) ->
          throw new IllegalStateException("a kept result cannot be read: " + faults);
    };
  }
}
