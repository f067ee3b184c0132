package orderflow.orders.application;

import java.util.Map;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Adjustment;
import orderflow.orders.domain.Shortage;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.ProductStore;

/// Corrects the stock of a product by hand; it never falls below zero.
public final class AdjustStock {
  private final ProductStore products;
  private final MarkerStore markers;
  private final Chance chance;

  public AdjustStock(ProductStore products, MarkerStore markers, Chance chance) {
    this.products = products;
    this.markers = markers;
    this.chance = chance;
  }

  public record Request(String sku, long delta, String reason, Actor actor) {}

  public Outcome adjust(
      Request request, Attempt attempt, AnswerWriter<Adjustment> writer, Deadline deadline) {
    Marker marker = markers.find(attempt);
    if (!(marker instanceof Marker.None)) {
      return Outcome.of(marker);
    }
    Adjustment adjustment =
        new Adjustment(
            chance.id("adj_", attempt.now()),
            request.sku(),
            request.delta(),
            request.reason(),
            request.actor(),
            attempt.now());
    Answer answer = writer.done(adjustment);
    return switch (products.adjust(attempt, adjustment, answer, deadline)) {
      case Commit.Done _ -> new Outcome.Answered(answer, false);
      case Commit.Known(Marker known) -> Outcome.of(known);
      case Commit.Stale _ -> new Outcome.NotFound();
      case Commit.Busy _ -> new Outcome.InProgress();
      case Commit.TooFew(Map<String, Long> left) -> {
        Answer refusal = writer.refused(shortage(request, left));
        yield Outcome.of(markers.keep(attempt, refusal));
      }
    };
  }

  private static Refusal shortage(Request request, Map<String, Long> left) {
    long available = left.getOrDefault(request.sku(), 0L);
    return new Refusal.TooFewPieces(new Shortage(request.sku(), -request.delta(), available));
  }
}
