package orderflow.orders.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.JsonReader;
import orderflow.kit.quarantine.Letter;

/// Letters to quarantine about single records.
final class Letters {

  private Letters() {}

  static Letter about(Entry entry, String code, String detail, Context context, Instant at) {
    byte[] payload = payload(entry);
    return new Letter(
        entry.id().isEmpty() ? UUID.nameUUIDFromBytes(payload).toString() : entry.id(),
        context.getAwsRequestId(),
        context.getInvokedFunctionArn(),
        at,
        code,
        detail,
        Optional.of(entry.sequenceNumber()).filter(number -> !number.isEmpty()),
        JsonReader.readTrusted(payload));
  }

  /// The record as an event of its own.
  private static byte[] payload(Entry entry) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(entry.source()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EventSerializer().toJson(event, out, DynamodbEvent.class);
    return out.toByteArray();
  }
}
