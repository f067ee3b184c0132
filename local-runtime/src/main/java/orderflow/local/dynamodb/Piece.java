package orderflow.local.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.local.lambda.InvocationOutcome;

/// A batch, or a part of one that is tried on its own.
///
/// @param attempts failed ones so far; a split is none
/// @param last how the last attempt ended
record Piece(List<StreamRecord> records, int attempts, Optional<InvocationOutcome> last) {

  static Piece of(List<StreamRecord> records) {
    return new Piece(records, 0, Optional.empty());
  }

  int size() {
    return records.size();
  }

  Piece first(int count) {
    return new Piece(records.subList(0, count), attempts, last);
  }

  Piece from(int index) {
    return new Piece(records.subList(index, records.size()), attempts, last);
  }

  Piece failed(InvocationOutcome outcome) {
    return new Piece(records, attempts + 1, Optional.of(outcome));
  }

  /// Two halves, in order.
  Stream<Piece> halves() {
    return Stream.of(first(size() / 2), from(size() / 2));
  }
}
