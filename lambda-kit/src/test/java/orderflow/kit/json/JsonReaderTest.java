package orderflow.kit.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void every_kind_of_value_is_read() throws JsonSyntaxException {
    Json value = read("{\"a\":[1,-2.50,\"x\\u00e9\",true,false,null],\"b\":{}}");

    assertThat(value)
        .isEqualTo(
            Json.object()
                .with(
                    "a",
                    Json.of(
                        List.of(
                            new Json.Num("1"),
                            new Json.Num("-2.50"),
                            new Json.Str("xé"),
                            new Json.Bool(true),
                            new Json.Bool(false),
                            new Json.Null())))
                .with("b", Json.object().build())
                .build());
  }

  @Test
  void what_is_written_is_read_again() throws JsonSyntaxException {
    Json value = read("{\"text\":\"\\\"\\n\\\\ \\u0001 😀\",\"n\":9007199254740993}");

    assertThat(JsonReader.read(JsonWriter.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "01",
        "+1",
        "NaN",
        "1 2",
        "{} x",
        "\"\n\"",
        "[1] // no",
        "\u0000{}"
      })
  void anything_but_one_strict_value_is_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void a_duplicate_member_is_refused_with_its_place_and_without_its_content() {
    assertThatThrownBy(() -> read("{\"secret\":1,\n\"secret\":2}"))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("duplicate member")
        .hasMessageNotContaining("secret");
  }

  @Test
  void other_encodings_than_utf_8_are_refused() {
    assertThatThrownBy(() -> JsonReader.read("{\"a\":1}".getBytes(UTF_16)))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void depth_is_bounded() throws JsonSyntaxException {
    String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

    assertThat(read(deepest)).isInstanceOf(Json.Arr.class);
    assertThatThrownBy(() -> read("[" + deepest + "]")).isInstanceOf(JsonSyntaxException.class);
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void equal_values_have_equal_canonical_bytes() throws JsonSyntaxException {
    byte[] one = JsonWriter.writeCanonical(read("{\"b\":[{\"y\":1,\"x\":2}],\"a\":1}"));
    byte[] two = JsonWriter.writeCanonical(read("{ \"a\" : 1, \"b\" : [ {\"x\":2,\"y\":1} ] }"));

    assertThat(one).isEqualTo(two);
    assertThat(new String(one, UTF_8)).isEqualTo("{\"a\":1,\"b\":[{\"x\":2,\"y\":1}]}");
  }

  private static Json read(String text) throws JsonSyntaxException {
    return JsonReader.read(text.getBytes(UTF_8));
  }
}
