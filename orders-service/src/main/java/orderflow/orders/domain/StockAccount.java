package orderflow.orders.domain;

import java.util.Optional;

/// The account of a product's stock while orders are gone through. Every change of the stock counts
/// its moves up, so an account is exact if the moves are the same before and after: then no order
/// and no adjustment of the product came in between.
///
/// @param onHand pieces when the account was opened
/// @param moves changes of the stock until then
/// @param supplied pieces it was created with and all adjustments
/// @param taken pieces of orders that hold them, as far as they have been gone through
public record StockAccount(long onHand, long moves, long supplied, long taken) {

  public StockAccount taking(long pieces) {
    return new StockAccount(onHand, moves, supplied, taken + pieces);
  }

  public Optional<Discrepancy> discrepancy(String sku) {
    long expected = supplied - taken;
    return expected == onHand
        ? Optional.empty()
        : Optional.of(
            new Discrepancy(
                Discrepancy.Equation.STOCK,
                sku,
                "%d on hand: %d supplied, %d in orders".formatted(expected, supplied, taken),
                onHand + " on hand"));
  }
}
