package orderflow.orders.domain;

import java.time.Instant;
import java.util.List;

/// A part of an order, or all of it, on its way.
///
/// @param number 1 for the order's first shipment
/// @param lines what is in it, one a SKU
/// @param carrier who carries it
/// @param trackingNumber under which the carrier knows it
public record Shipment(
    int number,
    List<RequestedLine> lines,
    String carrier,
    String trackingNumber,
    Instant shippedAt) {

  public Shipment {
    lines = List.copyOf(lines);
  }
}
