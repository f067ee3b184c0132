package orderflow.orders.application;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import orderflow.kit.json.Fault;
import orderflow.model.ErrorCode;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.Fulfilment;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Settlement;
import orderflow.orders.domain.Shortage;
import orderflow.orders.domain.Transition;

/// A business refusal in words.
///
/// @param code what for programs
/// @param detail what was found
/// @param errors by line of the body as sent, when the refusal is about products; may be empty
public record RefusalText(ErrorCode code, String detail, List<Fault> errors) {

  public RefusalText {
    errors = List.copyOf(errors);
  }

  public static RefusalText of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoPrice(Quote why, Basket basket) -> noPrice(why, basket);
      case Refusal.NoStep(OrderChange why) -> noStep(why);
      case Refusal.OutOfStock(List<Shortage> shortages, Basket basket) ->
          new RefusalText(
              ErrorCode.OUT_OF_STOCK,
              "there is not enough stock of " + shortages.size() + " product(s)",
              shortages.stream().flatMap(shortage -> faults(shortage, basket)).toList());
      case Refusal.TooFewPieces(Shortage shortage) ->
          new RefusalText(
              ErrorCode.OUT_OF_STOCK,
              "there are only " + shortage.available() + " pieces of " + shortage.sku(),
              List.of(fault("/delta", shortage)));
    };
  }

  private static RefusalText noPrice(Quote why, Basket basket) {
    return switch (why) {
      case Quote.UnknownProducts(List<String> skus) ->
          about(ErrorCode.UNKNOWN_PRODUCT, "the catalogue has no such product", skus, basket);
      case Quote.InactiveProducts(List<String> skus) ->
          about(ErrorCode.INACTIVE_PRODUCT, "is not for sale", skus, basket);
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
      case OrderChange.Overdue(var due) ->
          text(ErrorCode.ILLEGAL_TRANSITION, "the order was to be paid by " + due);
      case OrderChange.NotDue(var due) ->
          text(ErrorCode.ILLEGAL_TRANSITION, "the order does not expire before " + due);
      case OrderChange.TooManyPieces(var excesses) ->
          new RefusalText(
              ErrorCode.SHIPMENT_EXCEEDS_ORDER,
              "less is left to be shipped of " + excesses.size() + " product(s)",
              excesses.stream()
                  .map(pieces -> excess(ErrorCode.SHIPMENT_EXCEEDS_ORDER, "to be shipped", pieces))
                  .toList());
      case OrderChange.TooManyShipments _ ->
          text(
              ErrorCode.ILLEGAL_TRANSITION,
              "an order has at most %d shipments".formatted(Fulfilment.MOST_SHIPMENTS));
      case OrderChange.TooMuch(var refundable) ->
          text(
              ErrorCode.REFUND_EXCEEDS_CAPTURED,
              "at most %d %s can be refunded"
                  .formatted(refundable.amount(), refundable.currency()));
      case OrderChange.TooManyPaidBack(var excesses) ->
          new RefusalText(
              ErrorCode.REFUND_EXCEEDS_CAPTURED,
              "less is left to be refunded of " + excesses.size() + " product(s)",
              excesses.stream()
                  .map(
                      pieces -> excess(ErrorCode.REFUND_EXCEEDS_CAPTURED, "to be refunded", pieces))
                  .toList());
      case OrderChange.TooManyRefunds _ ->
          text(
              ErrorCode.ILLEGAL_TRANSITION,
              "an order has at most %d refunds".formatted(Settlement.MOST_REFUNDS));
      case OrderChange.Made _ -> throw new IllegalArgumentException("a change is no refusal");
    };
  }

  private static RefusalText about(
      ErrorCode code, String detail, List<String> skus, Basket basket) {
    List<Fault> faults =
        skus.stream()
            .flatMap(sku ->
                basket.positions(sku).stream()
                    .map(
                        at -> new Fault("/lines/" + at + "/sku", code.code(), sku + ": " + detail)))
            .toList();
    return new RefusalText(code, detail + ": " + String.join(", ", skus), faults);
  }

  private static Stream<Fault> faults(Shortage shortage, Basket basket) {
    return basket.positions(shortage.sku()).stream()
        .map(at -> fault("/lines/" + at + "/quantity", shortage));
  }

  private static Fault fault(String pointer, Shortage shortage) {
    return new Fault(
        pointer,
        ErrorCode.OUT_OF_STOCK.code(),
        "%s: requested %d, available %d"
            .formatted(shortage.sku(), shortage.requested(), shortage.available()));
  }

  private static Fault excess(ErrorCode code, String what, Shortage pieces) {
    return new Fault(
        "/lines",
        code.code(),
        "%s: %s %d, left %d".formatted(pieces.sku(), what, pieces.requested(), pieces.available()));
  }

  private static RefusalText text(ErrorCode code, String detail) {
    return new RefusalText(code, detail, List.of());
  }
}
