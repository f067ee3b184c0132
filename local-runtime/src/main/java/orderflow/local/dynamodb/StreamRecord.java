package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;

/// One record as the function gets it.
///
/// @param arrived when it was written, by the platform's clock
/// @param partition the item's partition key: records that share it stay in order
/// @param bytes the length of its text
record StreamRecord(
    ObjectNode event, String sequence, Instant arrived, String partition, int bytes) {

  static StreamRecord of(ObjectNode event, Instant arrived, String partitionKey) {
    return new StreamRecord(
        event,
        event.path("dynamodb").path("SequenceNumber").asText(),
        arrived,
        event.path("dynamodb").path("Keys").path(partitionKey).toString(),
        event.toString().getBytes(StandardCharsets.UTF_8).length);
  }

  /// The event of a function.
  static ObjectNode event(Collection<StreamRecord> records) {
    ObjectNode event = StoreApi.JSON.createObjectNode();
    records.stream().map(StreamRecord::event).forEach(event.putArray("Records")::add);
    return event;
  }
}
