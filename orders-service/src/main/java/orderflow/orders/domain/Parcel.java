package orderflow.orders.domain;

import java.util.List;

/// What somebody wants to ship.
///
/// @param lines pieces by SKU, the same SKU twice is added up; empty: all that is left
public record Parcel(List<RequestedLine> lines, String carrier, String trackingNumber) {

  public Parcel {
    lines = List.copyOf(lines);
  }
}
