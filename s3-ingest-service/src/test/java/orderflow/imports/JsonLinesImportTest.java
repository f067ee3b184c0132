package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesImportTest {
  private static final String KEY = "incoming/products/f.jsonl";
  private static final String GOOD =
      "{\"sku\":\"A\",\"name\":\"Mug\",\"amount\":500,\"currency\":\"EUR\"}\n";

  private final Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "1", "IMPORT_BATCH_SIZE", "5"));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void members_are_the_cells_of_the_columns_of_their_names() {
    String file =
        "\uFEFF{\"active\":false,\"sku\":\"A\",\"name\":\"'=1 \\\"☕\\\" \\n\",\"amount\":\"500\","
            + "\"currency\":\"EUR\",\"stock\":7}\r\n\n"
            + "{\"sku\":\"B\",\"name\":\"Mug\",\"amount\":1,\"currency\":\"EUR\",\"stock\":null}";

    desk.deliver(desk.put(KEY, file.replace("\\n", "")));

    assertThat(Desk.counts(desk.newest())).as(desk.newest().body()).isEqualTo("total=2 created=2");
    assertThat(desk.orders.products().toString())
        .contains("'=1 \"☕\"", "Num[text=7]", "Bool[value=false]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]|the line is no JSON object",
        "{\"sku\":\"B\"|the line is no JSON: ",
        "{\"sku\":\"B\",\"sku\":\"C\"}|duplicate member",
        "{\"sku\":\"B\",\"colour\":\"red\"}|unknown member \\\"colour\\\"",
        "{\"sku\":\"B\",\"name\":{\"de\":\"Tasse\"}}|the member \\\"name\\\" is an object",
        "{\"sku\":\"B\",\"name\":\"Mug\",\"amount\":1.5,\"currency\":\"EUR\"}|must be a whole number",
        "{\"sku\":\"B\",\"name\":\"Mug\",\"amount\":1}|\"currency\",\"code\":\"required\""
      })
  void a_line_that_is_not_good_is_told_of_and_the_others_are_taken(String line, String said) {
    desk.deliver(desk.put(KEY, GOOD + line + "\n" + GOOD.replace("\"A\"", "\"C\"")));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=3 created=2 failed=1");
    assertThat(desk.errors(desk.newest().text("id")).body()).contains(said, "\"row\":2,\"line\":2");
  }

  @Test
  void a_quote_behind_a_comma_does_not_join_lines() {
    String line = "{\"sku\":\"%s\",\"amount\":1,\"currency\":\"EUR\",\"name\":\"x,\"}\n";

    desk.deliver(desk.put(KEY, "\n  " + line.formatted("A") + line.formatted("B")));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=2 created=2");
  }

  @Test
  void consecutive_lines_of_one_reference_are_one_order() {
    String line =
        "{\"reference\":\"%s\",\"customerId\":\"usr_01JD8Y0000CVST0MER00000000\",\"sku\":\"A\",\"quantity\":%d}\n";

    desk.deliver(
        desk.put(
            "incoming/orders/f.jsonl",
            line.formatted("R-1", 1) + line.formatted("R-1", 2) + line.formatted("R-2", 3)));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=3 created=3");
    assertThat(desk.orders.effects()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 9})
  void a_file_of_lines_goes_on_at_its_checkpoint(int move) {
    String file =
        "\uFEFF"
            + IntStream.range(0, 40)
                .mapToObj(n -> GOOD.replace("\"A\"", "\"SKU-" + n + "\""))
                .collect(Collectors.joining());
    AtMove cancelling =
        new AtMove(
            move,
            () ->
                desk.staff("POST /v1/imports/{importId}/cancellation")
                    .path(desk.newest().text("id"))
                    .header("idempotency-key", "c")
                    .send());
    desk.reader(cancelling).handleRequest(desk.put(KEY, file), Desk.context(60_000));

    desk.staff("POST /v1/imports/{importId}/resumption")
        .path(desk.newest().text("id"))
        .header("idempotency-key", "r")
        .send();
    desk.deliver(desk.continuation().orElseThrow());

    assertThat(cancelling.happened()).isTrue();
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=40 created=40");
    assertThat(desk.orders.effects()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({"csv, true", "jsonl, false"})
  void a_file_of_another_format_than_announced_is_refused(String format, boolean isJson) {
    String file = isJson ? GOOD : "sku,name,amount,currency\n";
    String id =
        desk.announce(
                "k",
                "{\"kind\":\"products\",\"format\":\"%s\",\"fileName\":\"f\",\"sizeBytes\":%d}"
                    .formatted(format, file.getBytes(UTF_8).length))
            .text("id");

    desk.deliver(desk.put("incoming/products/" + id, file));

    assertThat(desk.get(id).body()).contains("format_differs");
    assertThat(desk.orders.invocations()).isZero();
  }
}
