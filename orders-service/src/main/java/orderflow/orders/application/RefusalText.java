package orderflow.orders.application;

import java.util.List;
import java.util.TreeSet;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Shortage;
import orderflow.orders.domain.Transition;

/// A business refusal in words.
///
/// @param code what for programs
/// @param detail what was found
/// @param errors by SKU, when the refusal is about products; may be empty
public record RefusalText(ErrorCode code, String detail, List<Fault> errors) {

  public RefusalText {
    errors = List.copyOf(errors);
  }

  public static RefusalText of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoPrice(Quote why) -> noPrice(why);
      case Refusal.NoStep(OrderChange why) -> noStep(why);
      case Refusal.OutOfStock(List<Shortage> shortages) ->
          new RefusalText(
              ErrorCode.OUT_OF_STOCK,
              "there is not enough stock of " + shortages.size() + " product(s)",
              shortages.stream().map(RefusalText::fault).toList());
    };
  }

  private static RefusalText noPrice(Quote why) {
    return switch (why) {
      case Quote.UnknownProducts(List<String> skus) ->
          about(ErrorCode.UNKNOWN_PRODUCT, "the catalogue has no such product", skus);
      case Quote.InactiveProducts(List<String> skus) ->
          about(ErrorCode.INACTIVE_PRODUCT, "is not for sale", skus);
      case Quote.MixedCurrencies(var currencies) ->
          text(
              ErrorCode.MIXED_CURRENCIES,
              "the products are priced in " + String.join(", ", new TreeSet<>(currencies)));
      case Quote.TooLarge _ ->
          text(ErrorCode.AMOUNT_TOO_LARGE, "the total passes 2^53-1 minor units");
      case Quote.Priced _ -> throw new IllegalArgumentException("a price is no refusal");
    };
  }

  private static RefusalText noStep(OrderChange why) {
    return switch (why) {
      case OrderChange.NotAllowed(var status, var step, var allowed) ->
          text(
              ErrorCode.ILLEGAL_TRANSITION,
              "%s is not possible while the order is %s; possible: %s"
                  .formatted(
                      step.wire(),
                      status.wire(),
                      allowed.isEmpty()
                          ? "nothing"
                          : String.join(", ", allowed.stream().map(Transition::wire).toList())));
      case OrderChange.WrongAmount(var expected) ->
          text(
              ErrorCode.AMOUNT_MISMATCH,
              "the total is %d %s".formatted(expected.amount(), expected.currency()));
      case OrderChange.Made _ -> throw new IllegalArgumentException("a change is no refusal");
    };
  }

  private static RefusalText about(ErrorCode code, String detail, List<String> skus) {
    List<Fault> faults = skus.stream().map(sku -> new Fault(sku, code.code(), detail)).toList();
    return new RefusalText(code, detail + ": " + String.join(", ", skus), faults);
  }

  private static Fault fault(Shortage shortage) {
    return new Fault(
        shortage.sku(),
        ErrorCode.OUT_OF_STOCK.code(),
        "requested %d, available %d".formatted(shortage.requested(), shortage.available()));
  }

  private static RefusalText text(ErrorCode code, String detail) {
    return new RefusalText(code, detail, List.of());
  }
}
