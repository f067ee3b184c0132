package orderflow.orders.dynamodb;

import java.util.Map;
import java.util.Optional;
import orderflow.kit.dynamodb.Marker;
import orderflow.orders.domain.Product;

/// How a write ended.
public sealed interface Commit {

  /// Everything is written.
  record Done() implements Commit {}

  /// Nothing is written: the key has been used, by a request that won the race.
  record Known(Marker marker) implements Commit {}

  /// Nothing is written: there is too little of these products.
  ///
  /// @param left pieces left by SKU
  record TooFew(Map<String, Long> left) implements Commit {
    public TooFew {
      left = Map.copyOf(left);
    }
  }

  /// Nothing is written: what the change is about is not in the state it was read in.
  record Stale() implements Commit {}

  /// Nothing is written: other writes were in the way until the tries or the time ran out.
  record Busy() implements Commit {}

  /// What one strong read gives before an order is placed.
  ///
  /// @param marker what the key was used for
  /// @param holder the order that has claimed the reference
  /// @param catalogue the products that exist, by SKU
  record Start(Marker marker, Optional<String> holder, Map<String, Product> catalogue) {
    public Start {
      catalogue = Map.copyOf(catalogue);
    }
  }
}
