package orderflow.orders.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What of an order has been shipped, and whether it has arrived.
///
/// @param shipments in the order they left
public record Fulfilment(List<Shipment> shipments, Optional<Instant> deliveredAt) {
  /// The most shipments of an order, so that no item nears 400 KB.
  public static final int MOST_SHIPMENTS = 100;

  /// Nothing has left yet.
  public static final Fulfilment NONE = new Fulfilment(List.of(), Optional.empty());

  public Fulfilment {
    shipments = List.copyOf(shipments);
  }

  /// The pieces of an order that have not left, by SKU; only SKUs of which there are some.
  Map<String, Long> remaining(List<OrderLine> ordered) {
    Map<String, Long> left = new TreeMap<>();
    ordered.forEach(line -> left.merge(line.sku(), line.quantity(), Long::sum));
    shipments.stream()
        .flatMap(shipment -> shipment.lines().stream())
        .forEach(line -> left.merge(line.sku(), -line.quantity(), Long::sum));
    left.values().removeIf(pieces -> pieces == 0);
    return left;
  }

  boolean isFull() {
    return shipments.size() == MOST_SHIPMENTS;
  }

  Fulfilment with(Shipment next) {
    List<Shipment> all = new ArrayList<>(shipments);
    all.add(next);
    return new Fulfilment(all, deliveredAt);
  }

  Fulfilment delivered(Instant at) {
    return new Fulfilment(shipments, Optional.of(at));
  }
}
