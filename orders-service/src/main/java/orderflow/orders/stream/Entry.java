package orderflow.orders.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.Optional;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.ChangeRecord;

/// A record of a batch and what it means.
record Entry(DynamodbStreamRecord source, ChangeRecord change) {

  static Entry of(DynamodbStreamRecord source) {
    return new Entry(source, ChangeRecord.of(source));
  }

  Optional<OrderEvent> event() {
    return change instanceof ChangeRecord.Event(OrderEvent event)
        ? Optional.of(event)
        : Optional.empty();
  }

  /// The record's own id, equal in every delivery; its place in the stream when it has none.
  String id() {
    return Optional.ofNullable(source.getEventID()).orElse(sequenceNumber());
  }

  /// Empty for a record without one: Lambda takes an empty identifier for a failure of the batch.
  String sequenceNumber() {
    return Optional.ofNullable(source.getDynamodb())
        .flatMap(stream -> Optional.ofNullable(stream.getSequenceNumber()))
        .orElse("");
  }
}
