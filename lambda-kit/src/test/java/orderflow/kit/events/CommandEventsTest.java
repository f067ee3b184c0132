package orderflow.kit.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;

final class CommandEventsTest {
  private final EventSerializer serializer = new EventSerializer();

  @Test
  void an_event_is_read() {
    CommandEvent event = CommandEvent.of("GrantRole", 1, "r1", List.of(Json.of("x")));
    String sent = new String(JsonWriter.write(event.toJson()), UTF_8);

    CommandEvent read = serializer.fromJson(sent, CommandEvent.class);

    assertThat(read).isEqualTo(event);
  }

  @Test
  void a_reply_is_written() {
    CommandReply reply = new CommandReply(List.of(ItemResult.refused("c", "d")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    serializer.toJson(reply, out, CommandReply.class);

    assertThat(JsonReader.readTrusted(out.toByteArray())).isEqualTo(reply.toJson());
  }

  @Test
  void an_event_with_a_wrong_type_is_refused_by_the_members_name_without_its_value() {
    assertThatThrownBy(() -> serializer.fromJson("{\"command\":[\"canary\"]}", CommandEvent.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a command event: /command must be of type string, found array");
  }
}
