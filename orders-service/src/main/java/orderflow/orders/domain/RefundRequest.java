package orderflow.orders.domain;

import java.util.List;
import orderflow.model.Money;

/// What somebody wants to give back of what was captured. Stock is not touched: pieces that come
/// back are put on the shelf by an adjustment.
public sealed interface RefundRequest {
  /// Why.
  String reason();

  /// An amount, whatever it is for.
  record OfAmount(Money amount, String reason) implements RefundRequest {}

  /// Pieces at the price that was paid for them.
  ///
  /// @param lines pieces by SKU, the same SKU twice is added up
  record OfLines(List<RequestedLine> lines, String reason) implements RefundRequest {
    public OfLines {
      lines = List.copyOf(lines);
    }
  }
}
