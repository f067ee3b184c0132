package orderflow.orders.application;

import java.util.List;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Shortage;

/// A business rule's no, decided on committed state. It is kept and replayed like an effect.
public sealed interface Refusal {

  /// The basket has no price; the quote, never a priced one, says why.
  ///
  /// @param basket where its products were asked for
  record NoPrice(Quote why, Basket basket) implements Refusal {}

  /// Less is there than is ordered.
  ///
  /// @param basket where its products were asked for
  record OutOfStock(List<Shortage> shortages, Basket basket) implements Refusal {
    public OutOfStock {
      shortages = List.copyOf(shortages);
    }
  }

  /// An adjustment would take more than there is.
  record TooFewPieces(Shortage shortage) implements Refusal {}

  /// The order does not take the step; the change, never a made one, says why.
  record NoStep(OrderChange why) implements Refusal {}
}
