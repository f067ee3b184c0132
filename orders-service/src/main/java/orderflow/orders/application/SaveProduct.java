package orderflow.orders.application;

import java.util.Optional;
import java.util.function.UnaryOperator;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Product;
import orderflow.orders.domain.ProductValues;
import orderflow.orders.domain.StockedProduct;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.ProductStore;

/// Creates or changes a product.
public final class SaveProduct {
  private static final int TRIES = 5;

  private final ProductStore products;

  public SaveProduct(ProductStore products) {
    this.products = products;
  }

  /// The product as it is to be.
  ///
  /// @param stock pieces on creation; for an existing product nothing, or what it was created with
  public record Request(String sku, ProductValues values, Optional<Long> stock) {}

  /// Which state of the product the caller expects.
  public sealed interface Expected {}

  public record Absent() implements Expected {}

  public record Present(VersionGuard guard) implements Expected {}

  /// Whatever there is: create or change, and leave equal values alone.
  public record Any() implements Expected {}

  public sealed interface Result {}

  public record Created(StockedProduct product) implements Result {}

  public record Updated(StockedProduct product) implements Result {}

  public record Unchanged(StockedProduct product) implements Result {}

  /// The product is in another state.
  ///
  /// @param current version of the product, nothing when there is none
  public record NotExpected(Optional<Long> current) implements Result {}

  /// Stock is changed by adjustments only.
  public record StockNotUpdatable(long created) implements Result {}

  /// There is no such product to be changed.
  public record Unknown() implements Result {}

  public record Busy() implements Result {}

  /// Changes some values of a product that there is.
  ///
  /// @param patch the new values from the present ones
  public Result patch(
      String sku, UnaryOperator<ProductValues> patch, VersionGuard guard, Deadline deadline) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<StockedProduct> current = products.find(sku);
      if (current.isEmpty()) {
        return new Unknown();
      }
      ProductValues values = patch.apply(current.get().product().values());
      Optional<Result> result =
          tryOnce(
              new Request(sku, values, Optional.empty()), current, new Present(guard), deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Busy();
  }

  public Result save(Request request, Expected expected, Deadline deadline) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Result> result = tryOnce(request, products.find(request.sku()), expected, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Busy();
  }

  private Optional<Result> tryOnce(
      Request request, Optional<StockedProduct> current, Expected expected, Deadline deadline) {
    return switch (decide(request, current, expected)) {
      case Created created ->
          after(products.create(created.product().product(), deadline), created);
      case Updated updated ->
          after(products.replace(updated.product().product(), deadline), updated);
      case Result left -> Optional.of(left);
    };
  }

  /// What the request comes to in this state. [Created] and [Updated] are still to be written, the
  /// other results leave the product as it is.
  static Result decide(Request request, Optional<StockedProduct> current, Expected expected) {
    if (!isExpected(current, expected)) {
      return new NotExpected(current.map(entry -> entry.product().version()));
    }
    return current.map(entry -> change(request, entry, expected)).orElseGet(() -> create(request));
  }

  private static boolean isExpected(Optional<StockedProduct> current, Expected expected) {
    return switch (expected) {
      case Any _ -> true;
      case Absent _ -> current.isEmpty();
      case Present(VersionGuard guard) ->
          current
              .map(entry -> guard.check(entry.product().version()))
              .filter(VersionGuard.Verdict.HOLDS::equals)
              .isPresent();
    };
  }

  private static Result create(Request request) {
    long stock = request.stock().orElse(0L);
    return new Created(
        new StockedProduct(Product.created(request.sku(), request.values(), stock), stock));
  }

  private static Result change(Request request, StockedProduct current, Expected expected) {
    long created = current.product().initialStock();
    if (request.stock().filter(stock -> stock != created).isPresent()) {
      return new StockNotUpdatable(created);
    }
    if (expected instanceof Any && current.product().values().equals(request.values())) {
      return new Unchanged(current);
    }
    return new Updated(
        new StockedProduct(current.product().changedTo(request.values()), current.available()));
  }

  private static Optional<Result> after(Commit commit, Result done) {
    return switch (commit) {
      case Commit.Done _ -> Optional.of(done);
      case Commit.Stale _ -> Optional.empty();
      case Commit.Busy _, Commit.Known _, Commit.TooFew _ -> Optional.of(new Busy());
    };
  }
}
