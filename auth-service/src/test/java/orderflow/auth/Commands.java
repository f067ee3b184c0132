package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.events.EventSerializer;

/// Invokes the commands function as the runtime does: through the serializer, both ways.
final class Commands {
  private static final EventSerializer SERIALIZER = new EventSerializer();

  private Commands() {}

  static String invoke(AuthCommandsFunction function, String event) {
    CommandEvent read = SERIALIZER.fromJson(event, CommandEvent.class);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    SERIALIZER.toJson(function.handleRequest(read, Contexts.fresh()), reply, CommandReply.class);
    return reply.toString(UTF_8);
  }
}
