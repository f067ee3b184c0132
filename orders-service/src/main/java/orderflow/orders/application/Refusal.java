package orderflow.orders.application;

import java.util.List;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Shortage;

/// A business rule's no, decided on committed state. It is kept and replayed like an effect.
public sealed interface Refusal {

  /// The basket has no price; the quote, never a priced one, says why.
  record NoPrice(Quote why) implements Refusal {}

  record OutOfStock(List<Shortage> shortages) implements Refusal {
    public OutOfStock {
      shortages = List.copyOf(shortages);
    }
  }

  /// The order does not take the step; the change, never a made one, says why.
  record NoStep(OrderChange why) implements Refusal {}
}
