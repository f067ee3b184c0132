package orderflow.orders.domain;

import java.time.Instant;
import java.util.List;
import orderflow.model.Money;

/// What a step made of an order, or why the order does not take it.
public sealed interface OrderChange {

  /// The order after the step and its history entry.
  ///
  /// @param restocked lines whose pieces go back to stock
  record Made(Order order, OrderEvent event, List<OrderLine> restocked) implements OrderChange {
    public Made {
      restocked = List.copyOf(restocked);
    }
  }

  /// The table of transitions has no such step from this state for this actor.
  record NotAllowed(OrderStatus status, Transition step, List<Transition> allowed)
      implements OrderChange {
    public NotAllowed {
      allowed = List.copyOf(allowed);
    }
  }

  /// It is too late for this step.
  ///
  /// @param due until when it was possible
  record Overdue(Instant due) implements OrderChange {}

  /// The time for this step has not come.
  ///
  /// @param due from when on it is possible
  record NotDue(Instant due) implements OrderChange {}

  /// More pieces are to be shipped than are left, or some of a product that was not ordered.
  ///
  /// @param excesses what was asked for and what is left, by SKU
  record TooManyPieces(List<Shortage> excesses) implements OrderChange {
    public TooManyPieces {
      excesses = List.copyOf(excesses);
    }
  }

  /// The order has as many shipments as an order can have.
  record TooManyShipments() implements OrderChange {}

  /// More is to be given back than is left of what was captured, or another currency.
  record TooMuch(Money refundable) implements OrderChange {}

  /// More pieces are to be paid back than are left, or some of a product that was not ordered.
  ///
  /// @param excesses what was asked for and what is left, by SKU
  record TooManyPaidBack(List<Shortage> excesses) implements OrderChange {
    public TooManyPaidBack {
      excesses = List.copyOf(excesses);
    }
  }

  /// The order has as many refunds as an order can have.
  record TooManyRefunds() implements OrderChange {}

  /// The amount paid is not the order's total.
  record WrongAmount(Money expected) implements OrderChange {}
}
