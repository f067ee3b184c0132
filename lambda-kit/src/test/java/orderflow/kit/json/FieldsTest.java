package orderflow.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import orderflow.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  private static final Shape<Line> LINE =
      fields -> {
        Field<String> sku = fields.text("sku", Text.upTo(8));
        Field<Long> quantity = fields.integer("quantity", 1, 100);
        return () -> new Line(sku.get(), quantity.get());
      };
  private static final Shape<Basket> BASKET =
      fields -> {
        Field<List<Line>> lines = fields.objects("lines", 1, 3, LINE);
        Field<String> note = fields.optionalText("note", Text.upTo(5));
        Field<Boolean> gift = fields.optionalBool("gift");
        return () -> new Basket(lines.get(), note.optional(), gift.orElse(false));
      };

  @Test
  void a_body_without_fault_becomes_the_value() {
    Decoded<Basket> decoded =
        decode("{\"lines\":[{\"sku\":\"A\",\"quantity\":2}],\"note\":null,\"gift\":true}", BASKET);

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Valid<>(new Basket(List.of(new Line("A", 2)), Optional.empty(), true)));
  }

  @Test
  void all_faults_are_found_at_once_each_with_its_pointer() {
    Decoded<Basket> decoded =
        decode(
            "{\"lines\":[{\"sku\":\"\",\"quantity\":0},{\"sku\":3,\"x/y\":1},5],\"note\":\"too long\",\"gift\":\"no\",\"more\":1}",
            BASKET);

    assertThat(faults(decoded))
        .extracting(Fault::pointer, Fault::code)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("/lines/0/sku", "wrong_length"),
            org.assertj.core.groups.Tuple.tuple("/lines/0/quantity", "out_of_range"),
            org.assertj.core.groups.Tuple.tuple("/lines/1/sku", "wrong_type"),
            org.assertj.core.groups.Tuple.tuple("/lines/1/quantity", "required"),
            org.assertj.core.groups.Tuple.tuple("/lines/1/x~1y", "unknown_member"),
            org.assertj.core.groups.Tuple.tuple("/lines/2", "wrong_type"),
            org.assertj.core.groups.Tuple.tuple("/note", "wrong_length"),
            org.assertj.core.groups.Tuple.tuple("/gift", "wrong_type"),
            org.assertj.core.groups.Tuple.tuple("/more", "unknown_member"));
  }

  @Test
  void texts_are_read_in_order_and_each_wrong_one_is_named() {
    Shape<List<String>> shape =
        fields -> {
          Field<List<String>> texts = fields.texts("tags", 1, 3, Text.upTo(3));
          return texts::get;
        };

    assertThat(decode("{\"tags\":[\"b\",\"a\"]}", shape))
        .isEqualTo(new Decoded.Valid<>(List.of("b", "a")));
    assertThat(faults(decode("{\"tags\":[\"a\",7,\"long\"]}", shape)))
        .extracting(Fault::pointer, Fault::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/tags/1", "wrong_type"),
            org.assertj.core.groups.Tuple.tuple("/tags/2", "wrong_length"));
    assertThat(faults(decode("{\"tags\":[]}", shape)))
        .extracting(Fault::code)
        .containsExactly("wrong_length");
    assertThat(faults(decode("{\"tags\":\"a\"}", shape)))
        .extracting(Fault::code)
        .containsExactly("wrong_type");
  }

  @Test
  void a_body_that_is_no_object_has_one_fault_at_the_root() {
    assertThat(faults(decode("[]", BASKET)))
        .containsExactly(new Fault("", "wrong_type", "must be of type object, found array"));
  }

  @ParameterizedTest
  @CsvSource({"1.0", "1e2", "9223372036854775808", "0", "101", "-1"})
  void only_whole_numbers_in_range_are_integers(String number) {
    assertThat(faults(decode("{\"sku\":\"A\",\"quantity\":" + number + "}", LINE)))
        .extracting(Fault::code)
        .containsExactly("out_of_range");
  }

  @Test
  void lengths_count_code_points_and_control_characters_are_refused() {
    assertThat(decode("{\"sku\":\"😀😀😀😀😀😀😀😀\",\"quantity\":1}", LINE))
        .isInstanceOf(Decoded.Valid.class);
    assertThat(faults(decode("{\"sku\":\"a\\nb\",\"quantity\":1}", LINE)))
        .extracting(Fault::code)
        .containsExactly("control_character");
  }

  @Test
  void money_is_an_amount_in_minor_units_and_a_currency() {
    Shape<Money> price = fields -> fields.money("price", 0)::get;

    assertThat(decode("{\"price\":{\"amount\":1999,\"currency\":\"EUR\"}}", price))
        .isEqualTo(new Decoded.Valid<>(new Money(1999, "EUR")));
    assertThat(faults(decode("{\"price\":{\"amount\":-1,\"currency\":\"eur\"}}", price)))
        .extracting(Fault::pointer)
        .containsExactly("/price/amount", "/price/currency");
  }

  private static <T> Decoded<T> decode(String text, Shape<T> shape) {
    return Fields.decode(JsonReader.readTrusted(text.getBytes(UTF_8)), shape);
  }

  private static <T> List<Fault> faults(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Valid<T> valid -> throw new AssertionError("no fault found: " + valid);
      case Decoded.Invalid<T>(List<Fault> faults) -> faults;
    };
  }

  private record Line(String sku, long quantity) {}

  private record Basket(List<Line> lines, Optional<String> note, boolean gift) {}
}
