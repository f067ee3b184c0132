package orderflow.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;

final class CommandReplyTest {

  @Test
  void a_reply_survives_writing_and_reading() {
    CommandReply reply =
        new CommandReply(
            List.of(
                ItemResult.ok(Json.object().with("orderId", "o1").build()),
                ItemResult.refused("unknown_sku", "there is no such product"),
                ItemResult.failed("conflict", "nothing was written")));

    assertThat(CommandReply.read(JsonReader.readTrusted(JsonWriter.write(reply.toJson()))))
        .isEqualTo(new Decoded.Valid<>(reply));
    assertThat(reply.notDone()).isEqualTo(2);
  }

  @Test
  void what_is_wrong_with_a_reply_is_named() {
    Decoded<CommandReply> missing = read("{}");
    Decoded<CommandReply> wrong = read("{\"results\":[7,{},{\"status\":\"done\"}]}");

    assertThat(((Decoded.Invalid<CommandReply>) missing).faults())
        .containsExactly(new Fault("/results", "required", "is missing"));
    assertThat(((Decoded.Invalid<CommandReply>) wrong).faults())
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            tuple("/results/0", "wrong_type"),
            tuple("/results/0/status", "required"),
            tuple("/results/1/status", "required"),
            tuple("/results/2/status", "wrong_form"));
  }

  @Test
  void a_whole_command_is_refused_for_each_item_and_at_least_once() {
    CommandEvent none = CommandEvent.of("X", 1, "r", List.of());
    CommandEvent two = CommandEvent.of("X", 1, "r", List.of(Json.of(1), Json.of(2)));

    assertThat(CommandReply.refused(none, "unknown_command", "d").results()).hasSize(1);
    assertThat(CommandReply.refused(two, "unknown_command", "d").results()).hasSize(2);
  }

  @Test
  void further_members_do_not_hide_the_status() {
    Json.Obj more = Json.object().with("status", "ok").build();

    assertThatThrownBy(() -> ItemResult.ok(more)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Decoded<CommandReply> read(String json) {
    return CommandReply.read(JsonReader.readTrusted(json.getBytes(UTF_8)));
  }
}
