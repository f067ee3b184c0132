package orderflow.orders.application;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.time.Deadline;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.ProductStore;

/// Creates or changes a product once for a key: the marker is in the transaction of the effect. The
/// answer of a product that is left as it is is kept too, as doing it later would undo what came in
/// between.
public final class UpsertProduct {
  private static final int TRIES = 5;

  private final ProductStore products;
  private final MarkerStore markers;

  public UpsertProduct(ProductStore products, MarkerStore markers) {
    this.products = products;
    this.markers = markers;
  }

  /// What is there for many attempts, read at once; see [#upsert].
  ///
  /// @param skus by attempt
  public Map<Attempt, ProductStore.Found> read(Map<Attempt, String> skus) {
    return products.find(skus);
  }

  /// Makes the product be as asked.
  ///
  /// @param read what was there a moment ago; what has changed since is found by the conditions of
  ///   the transaction
  /// @param writer renders the result to be kept; it never gets one that says busy
  public Outcome upsert(
      SaveProduct.Request request,
      Attempt attempt,
      Optional<ProductStore.Found> read,
      Function<SaveProduct.Result, Answer> writer,
      Deadline deadline) {
    Optional<ProductStore.Found> known = read;
    for (int tries = 0; tries < TRIES; tries++) {
      ProductStore.Found found = known.orElseGet(() -> products.find(attempt, request.sku()));
      known = Optional.empty();
      Optional<Outcome> outcome = tryOnce(request, attempt, found, writer, deadline);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.InProgress();
  }

  private Optional<Outcome> tryOnce(
      SaveProduct.Request request,
      Attempt attempt,
      ProductStore.Found found,
      Function<SaveProduct.Result, Answer> writer,
      Deadline deadline) {
    if (!(found.marker() instanceof Marker.None)) {
      return Optional.of(Outcome.of(found.marker()));
    }
    return switch (SaveProduct.decide(request, found.product(), new SaveProduct.Any())) {
      case SaveProduct.Created created -> {
        Answer answer = writer.apply(created);
        yield after(
            products.create(attempt, created.product().product(), answer, deadline), answer);
      }
      case SaveProduct.Updated updated -> {
        Answer answer = writer.apply(updated);
        yield after(
            products.replace(attempt, updated.product().product(), answer, deadline), answer);
      }
      case SaveProduct.Result left ->
          Optional.of(Outcome.of(markers.keep(attempt, writer.apply(left))));
    };
  }

  private static Optional<Outcome> after(Commit commit, Answer answer) {
    return switch (commit) {
      case Commit.Done _ -> Optional.of(new Outcome.Answered(answer, false));
      case Commit.Known(Marker marker) -> Optional.of(Outcome.of(marker));
      case Commit.Stale _ -> Optional.empty();
      case Commit.Busy _, Commit.TooFew _ -> Optional.of(new Outcome.InProgress());
    };
  }
}
