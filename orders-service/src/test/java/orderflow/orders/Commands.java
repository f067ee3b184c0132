package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;

/// Invokes the commands function as the runtime does: through the serializer, both ways.
public final class Commands {
  private static final EventSerializer SERIALIZER = new EventSerializer();

  private Commands() {}

  public static String invoke(OrderCommandsFunction function, String event) {
    CommandEvent read = SERIALIZER.fromJson(event, CommandEvent.class);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    SERIALIZER.toJson(function.handleRequest(read, Contexts.fresh()), reply, CommandReply.class);
    return reply.toString(UTF_8);
  }

  /// The results of a command of version 1.
  ///
  /// @param items JSON, separated by commas
  public static List<Json.Obj> send(OrderCommandsFunction function, String command, String items) {
    return results(
        function,
        "{\"command\":\"%s\",\"version\":1,\"requestId\":\"r\",\"items\":[%s]}"
            .formatted(command, items));
  }

  public static List<Json.Obj> results(OrderCommandsFunction function, String event) {
    Json.Obj body = (Json.Obj) JsonReader.readTrusted(invoke(function, event).getBytes(UTF_8));
    return ((Json.Arr) body.get("results").orElseThrow())
        .elements().stream().map(Json.Obj.class::cast).toList();
  }

  /// A text member, empty if there is none.
  public static String text(Json.Obj object, String name) {
    return object.get(name).map(value -> ((Json.Str) value).value()).orElse("");
  }
}
