package orderflow.orders.http;

import java.util.List;
import java.util.TreeSet;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.application.Refusal;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Shortage;
import orderflow.orders.domain.Transition;

/// Business refusals as problems.
public final class Refusals {

  private Refusals() {}

  public static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoPrice(Quote why) -> noPrice(why);
      case Refusal.NoStep(OrderChange why) -> noStep(why);
      case Refusal.OutOfStock(List<Shortage> shortages) ->
          Problem.of(
              ErrorCode.OUT_OF_STOCK,
              "there is not enough stock of " + shortages.size() + " product(s)",
              shortages.stream().map(Refusals::fault).toList());
    };
  }

  private static Problem noPrice(Quote why) {
    return switch (why) {
      case Quote.UnknownProducts(List<String> skus) ->
          about(ErrorCode.UNKNOWN_PRODUCT, "the catalogue has no such product", skus);
      case Quote.InactiveProducts(List<String> skus) ->
          about(ErrorCode.INACTIVE_PRODUCT, "is not for sale", skus);
      case Quote.MixedCurrencies(var currencies) ->
          Problem.of(
              ErrorCode.MIXED_CURRENCIES,
              "the products are priced in " + String.join(", ", new TreeSet<>(currencies)));
      case Quote.TooLarge _ ->
          Problem.of(ErrorCode.AMOUNT_TOO_LARGE, "the total passes 2^53-1 minor units");
      case Quote.Priced _ -> throw new IllegalArgumentException("a price is no refusal");
    };
  }

  private static Problem noStep(OrderChange why) {
    return switch (why) {
      case OrderChange.NotAllowed(var status, var step, var allowed) ->
          Problem.of(
              ErrorCode.ILLEGAL_TRANSITION,
              "%s is not possible while the order is %s; possible: %s"
                  .formatted(
                      step.wire(),
                      status.wire(),
                      allowed.isEmpty()
                          ? "nothing"
                          : String.join(", ", allowed.stream().map(Transition::wire).toList())));
      case OrderChange.WrongAmount(var expected) ->
          Problem.of(
              ErrorCode.AMOUNT_MISMATCH,
              "the total is %d %s".formatted(expected.amount(), expected.currency()));
      case OrderChange.Made _ -> throw new IllegalArgumentException("a change is no refusal");
    };
  }

  private static Problem about(ErrorCode code, String detail, List<String> skus) {
    List<Fault> faults = skus.stream().map(sku -> new Fault(sku, code.code(), detail)).toList();
    return Problem.of(code, detail + ": " + String.join(", ", skus), faults);
  }

  private static Fault fault(Shortage shortage) {
    return new Fault(
        shortage.sku(),
        ErrorCode.OUT_OF_STOCK.code(),
        "requested %d, available %d".formatted(shortage.requested(), shortage.available()));
  }
}
