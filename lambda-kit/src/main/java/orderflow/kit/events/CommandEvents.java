package orderflow.kit.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.stream.Collectors;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// Events and replies of the project's own commands functions.
final class CommandEvents {

  private CommandEvents() {}

  static CommandEvent read(JsonParser parser) throws IOException {
    return switch (CommandEvent.read(JsonReader.read(parser))) {
      case Decoded.Valid<CommandEvent>(CommandEvent event) -> event;
      case Decoded.Invalid<CommandEvent>(var faults) ->
          throw new IllegalArgumentException(
              faults.stream()
                  .map(fault -> fault.pointer() + " " + fault.detail())
                  .collect(Collectors.joining("; ", "not a command event: ", "")));
    };
  }

  static void write(Object value, JsonGenerator generator) throws IOException {
    JsonWriter.write(((CommandReply) value).toJson(), generator);
  }
}
