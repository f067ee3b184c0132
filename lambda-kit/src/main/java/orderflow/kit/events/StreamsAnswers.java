package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// What a function says of a batch of a stream (Lambda Developer Guide, "Configuring partial batch
/// response with DynamoDB and Lambda").
final class StreamsAnswers {

  private StreamsAnswers() {}

  static void write(Object value, JsonGenerator generator) throws IOException {
    StreamsEventResponse response = (StreamsEventResponse) value;
    generator.writeStartObject();
    if (response.getBatchItemFailures() != null) {
      generator.writeArrayFieldStart("batchItemFailures");
      for (StreamsEventResponse.BatchItemFailure failure : response.getBatchItemFailures()) {
        generator.writeStartObject();
        Members.write(generator, "itemIdentifier", failure.getItemIdentifier());
        generator.writeEndObject();
      }
      generator.writeEndArray();
    }
    generator.writeEndObject();
  }
}
