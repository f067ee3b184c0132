package orderflow.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import org.junit.jupiter.api.Test;

final class CommandEventTest {

  @Test
  void a_full_event_survives_writing_and_reading() {
    CommandEvent event =
        new CommandEvent(
            "PlaceOrders",
            1,
            "r1",
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
            Optional.of("expire-orders"),
            OptionalLong.of(7),
            List.of(Json.object().with("key", "k").build(), Json.of(7)));

    assertThat(CommandEvent.read(JsonReader.readTrusted(JsonWriter.write(event.toJson()))))
        .isEqualTo(new Decoded.Valid<>(event));
  }

  @Test
  void members_that_are_missing_null_or_unknown_do_no_harm() {
    assertThat(read("{\"future\":[1],\"traceparent\":null,\"job\":null,\"fencingToken\":null}"))
        .isEqualTo(new Decoded.Valid<>(CommandEvent.of("", 0, "", List.of())));
  }

  @Test
  void every_member_of_a_wrong_type_is_named() {
    Decoded<CommandEvent> read =
        read(
            """
            {"command":1,"version":"1","requestId":[],"deadline":"tomorrow","fencingToken":1.5,
             "items":{}}
            """);

    assertThat(((Decoded.Invalid<CommandEvent>) read).faults())
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            tuple("/command", "wrong_type"),
            tuple("/version", "wrong_type"),
            tuple("/requestId", "wrong_type"),
            tuple("/deadline", "wrong_form"),
            tuple("/fencingToken", "out_of_range"),
            tuple("/items", "wrong_type"));
  }

  private static Decoded<CommandEvent> read(String json) {
    return CommandEvent.read(JsonReader.readTrusted(json.getBytes(UTF_8)));
  }
}
