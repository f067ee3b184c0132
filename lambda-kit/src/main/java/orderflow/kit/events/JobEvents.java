package orderflow.kit.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// Events and replies of the job function.
final class JobEvents {

  private JobEvents() {}

  static JobEvent read(JsonParser parser) throws IOException {
    return JobEvent.read(JsonReader.read(parser));
  }

  static void write(Object value, JsonGenerator generator) throws IOException {
    JsonWriter.write(((JobReply) value).toJson(), generator);
  }
}
