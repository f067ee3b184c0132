package orderflow.orders.domain;

import java.util.List;
import java.util.Optional;
import orderflow.model.Money;

/// A history entry: what happened to an order. It is written in the transaction of its change and
/// is the only source of everything derived from orders.
///
/// @param sequence the order's version after the change: gap-free from 1
/// @param origin id, actor, request and time
public record OrderEvent(
    String orderId, String customerId, long sequence, Origin origin, Data data) {

  static OrderEvent of(Order order, Origin origin, Data data) {
    return new OrderEvent(order.id(), order.customerId(), order.version(), origin, data);
  }

  /// What a reader needs to know of the change without reading the order.
  public sealed interface Data {

    /// The event's type, past tense.
    String type();
  }

  public record Placed(List<OrderLine> lines, Money total, Optional<String> reference)
      implements Data {
    public Placed {
      lines = List.copyOf(lines);
    }

    @Override
    public String type() {
      return "order.placed";
    }
  }

  public record Paid(Payment payment) implements Data {
    @Override
    public String type() {
      return "order.paid";
    }
  }

  /// Given up.
  ///
  /// @param lines what went back to stock
  /// @param refunded what was given back of the money, 0 for an order that was not paid
  public record Cancelled(String reason, List<OrderLine> lines, Money refunded) implements Data {
    public Cancelled {
      lines = List.copyOf(lines);
    }

    @Override
    public String type() {
      return "order.cancelled";
    }
  }
}
