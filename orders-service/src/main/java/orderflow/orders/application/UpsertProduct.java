package orderflow.orders.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.http.Outage;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.StockedProduct;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.ProductStore;

/// Creates or changes a product once for a key: the marker is in the transaction of the effect. The
/// answer of a product that is left as it is is kept too, as doing it later would undo what came in
/// between.
public final class UpsertProduct {
  private static final int TRIES = 5;

  /// What one transaction of many products may take.
  private static final Duration ONE_PACK = Duration.ofSeconds(2);

  private final ProductStore products;
  private final MarkerStore markers;

  public UpsertProduct(ProductStore products, MarkerStore markers) {
    this.products = products;
    this.markers = markers;
  }

  /// What is there for many attempts, read at once.
  ///
  /// @param requests by attempt
  public Map<Attempt, ProductStore.Found> read(Map<Attempt, SaveProduct.Request> requests) {
    Map<Attempt, String> skus = new HashMap<>();
    requests.forEach((attempt, request) -> skus.put(attempt, request.sku()));
    return products.find(skus);
  }

  /// Creates and changes products several in a transaction, as far as nothing is in the way.
  ///
  /// @param requests by attempt, of different SKUs under different keys
  /// @param found what was there a moment ago, by attempt
  /// @param writer renders the result to be kept
  /// @return the outcomes of the products that are written. About the others nothing is said, be it
  ///   that there is nothing to write or that another one of their transaction was in the way:
  ///   [#upsert] finds out
  public Map<Attempt, Outcome> upsertTogether(
      Map<Attempt, SaveProduct.Request> requests,
      Map<Attempt, ProductStore.Found> found,
      Function<SaveProduct.Result, Answer> writer,
      Deadline deadline) {
    List<ProductStore.Write> writes = new ArrayList<>();
    requests.forEach((attempt, request) ->
        Optional.ofNullable(found.get(attempt))
            .filter(there -> there.marker() instanceof Marker.None)
            .map(there -> SaveProduct.decide(request, there.product(), new SaveProduct.Any()))
            .flatMap(result -> write(attempt, result, writer))
            .ifPresent(writes::add));
    Map<Attempt, Outcome> outcomes = new HashMap<>();
    Concurrently.map(products.packs(writes), pack -> written(pack, deadline)).stream()
        .flatMap(List::stream)
        .forEach(
            write -> outcomes.put(write.attempt(), new Outcome.Answered(write.answer(), false)));
    return outcomes;
  }

  /// The pack, or nothing if it was not written: during an outage each product is left to meet it
  /// by itself.
  private List<ProductStore.Write> written(List<ProductStore.Write> pack, Deadline deadline) {
    try {
      return deadline.allows(ONE_PACK) && products.writeAll(pack, deadline) ? pack : List.of();
    } catch (RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
      return List.of();
    }
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
    SaveProduct.Result result = SaveProduct.decide(request, found.product(), new SaveProduct.Any());
    return write(attempt, result, writer)
        .map(write -> after(products.write(write, deadline), write.answer()))
        .orElseGet(() -> Optional.of(Outcome.of(markers.keep(attempt, writer.apply(result)))));
  }

  /// What a result needs to be written; nothing for one that leaves the product as it is.
  private static Optional<ProductStore.Write> write(
      Attempt attempt, SaveProduct.Result result, Function<SaveProduct.Result, Answer> writer) {
    return switch (result) {
      case SaveProduct.Created(StockedProduct product) ->
          Optional.of(new ProductStore.Write(attempt, product.product(), writer.apply(result)));
      case SaveProduct.Updated(StockedProduct product) ->
          Optional.of(new ProductStore.Write(attempt, product.product(), writer.apply(result)));
      case SaveProduct.Result _ -> Optional.empty();
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
