package orderflow.orders.domain;

import java.util.Locale;

/// A place where the books do not agree.
///
/// @param equation which one does not hold
/// @param subject a SKU, an order's id, or an order's id and the sequence of an event
/// @param expected what follows from the facts
/// @param found what stands there instead
public record Discrepancy(Equation equation, String subject, String expected, String found) {

  /// What must hold at any moment.
  public enum Equation {
    /// Pieces on hand are those created and adjusted less those of orders that hold them.
    STOCK,
    /// An order's amounts follow from its lines and its history.
    MONEY,
    /// Every history entry is in the views, once.
    FEED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
