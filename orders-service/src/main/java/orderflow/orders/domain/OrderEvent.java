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

  /// Captured.
  ///
  /// @param lines what was paid for: revenue by product needs no other event
  public record Paid(Payment payment, List<OrderLine> lines) implements Data {
    public Paid {
      lines = List.copyOf(lines);
    }

    @Override
    public String type() {
      return "order.paid";
    }
  }

  /// The customer's details are others from now on.
  ///
  /// @param details all of them, as they are now
  public record Changed(OrderDetails details) implements Data {
    @Override
    public String type() {
      return "order.changed";
    }
  }

  /// A part or all of what was captured went back.
  ///
  /// @param complete whether nothing is left to be given back
  public record Refunded(Refund refund, boolean complete) implements Data {
    @Override
    public String type() {
      return "order.refunded";
    }
  }

  /// A part or all of it has left.
  ///
  /// @param complete whether nothing is left to be shipped
  public record Shipped(Shipment shipment, boolean complete) implements Data {
    @Override
    public String type() {
      return "order.shipped";
    }
  }

  /// All of it has arrived.
  public record Delivered() implements Data {
    @Override
    public String type() {
      return "order.delivered";
    }
  }

  /// Given up.
  ///
  /// @param lines what went back to stock
  /// @param refunded what was given back of the money by the cancellation, 0 for an order that was
  ///   not paid
  public record Cancelled(String reason, List<OrderLine> lines, Money refunded) implements Data {
    public Cancelled {
      lines = List.copyOf(lines);
    }

    @Override
    public String type() {
      return "order.cancelled";
    }
  }

  /// Not paid in time.
  ///
  /// @param lines what went back to stock
  public record Expired(List<OrderLine> lines) implements Data {
    public Expired {
      lines = List.copyOf(lines);
    }

    @Override
    public String type() {
      return "order.expired";
    }
  }

  /// An event that a later release made: passed on as it is, counted nowhere.
  ///
  /// @param json its data as JSON text
  public record Other(String type, String json) implements Data {}
}
