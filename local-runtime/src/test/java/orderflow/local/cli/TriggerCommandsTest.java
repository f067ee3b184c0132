package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TriggerCommandsTest {
  private static final String SCHEDULES =
      """
      {"schedules":[
        {"name":"local-report","function":"Run","words":"every hour","enabled":true,"next":["T1"]},
        {"name":"other-sweep","function":"Run","words":"daily","enabled":false,"next":[]}]}\
      """;

  private final CommandLineFixture line = new CommandLineFixture();
  private final PlayedConsole console;

  TriggerCommandsTest(@TempDir Path data) throws IOException {
    console = new PlayedConsole(data);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void fire_without_a_name_lists_schedules_with_words_and_next_time() {
    console.on("GET /api/schedules", SCHEDULES);

    int code = console.run(line, "fire");

    assertThat(code).isZero();
    assertThat(line.out())
        .contains("local-report", "every hour; next T1; runs Run")
        .contains("other-sweep (disabled)", "next never");
  }

  @Test
  void fire_knows_a_schedule_by_the_end_of_its_name() {
    console
        .on("GET /api/schedules", SCHEDULES)
        .on("POST /api/fire", "{\"requestId\":\"r1\",\"schedule\":\"local-report\",\"at\":\"T\"}");

    int code = console.run(line, "fire", "report", "--at", "2026-01-31T12:00:00Z");

    assertThat(code).isZero();
    assertThat(console.asked)
        .contains("POST /api/fire?schedule=local-report&at=2026-01-31T12%3A00%3A00Z");
    assertThat(line.out()).contains("--request r1");
  }

  @Test
  void fire_of_an_unknown_schedule_names_those_there_are() {
    console.on("GET /api/schedules", SCHEDULES);

    int code = console.run(line, "fire", "nightly");

    assertThat(code).isEqualTo(1);
    assertThat(line.err()).contains("No schedule nightly", "local-report, other-sweep");
  }

  @ParameterizedTest
  @CsvSource({"+1d,P1D", "-2h,PT-2H", "90m,PT90M", "+30s,PT30S", "PT36H,PT36H"})
  void clock_reads_spans_of_time(String text, Duration expected) throws Problem {
    assertThat(Clock.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "1w", "+", "1.5h", ""})
  void clock_refuses_what_is_no_span_of_time(String text) {
    assertThatThrownBy(() -> Clock.duration(text))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Expected +1d");
  }

  @Test
  void clock_moves_and_resets() {
    console
        .on("POST /api/clock", "{\"now\":\"N1\",\"offset\":\"PT1H\"}")
        .on("DELETE /api/clock", "{\"now\":\"N2\",\"offset\":\"PT0S\"}");

    int moved = console.run(line, "clock", "+1h");
    int reset = console.run(line, "clock", "reset");

    assertThat(moved + reset).isZero();
    assertThat(console.asked).containsExactly("POST /api/clock?by=PT1H", "DELETE /api/clock");
    assertThat(line.out()).contains("N1 (offset PT1H)", "N2 (offset PT0S)");
  }

  @Test
  void failures_tell_what_failed_and_how_to_send_it_again() {
    console.on(
        "GET /api/failures",
        """
        {"letters":[{"bucket":"b","key":"k","function":"F","condition":"RetriesExhausted",
          "attempts":3,"error":"boom","at":"T"}]}\
        """);

    int code = console.run(line, "failures");

    assertThat(code).isZero();
    assertThat(line.out())
        .contains("RetriesExhausted of F at T after 3 attempts boom", "./local redrive");
  }

  @Test
  void redrive_fails_when_a_letter_is_kept() {
    console.on(
        "POST /api/redrive",
        """
        {"letters":[{"key":"a","outcome":"redriven","reason":""},
          {"key":"b","outcome":"kept","reason":"again"}]}\
        """);

    int code = console.run(line, "redrive");

    assertThat(code).isEqualTo(1);
    assertThat(line.out()).contains("kept again", "1 redriven, 1 kept.");
  }

  @Test
  void redrive_of_a_letter_that_is_not_there_says_so() {
    console.on("POST /api/redrive", "{\"letters\":[]}");

    int code = console.run(line, "redrive", "nobody");

    assertThat(code).isEqualTo(1);
    assertThat(line.err()).contains("No dead letter nobody", "./local failures");
  }

  @Test
  void replay_shows_the_answer_and_fails_with_the_function() {
    console.on(
        "POST /api/replay",
        "{\"requestId\":\"r2\",\"failed\":true,\"answer\":\"A\",\"before\":\"B\",\"same\":false,"
            + "\"log\":\"L\"}");

    int code = console.run(line, "replay", "r1");

    assertThat(code).isEqualTo(1);
    assertThat(line.out()).contains("A");
    assertThat(line.err()).contains("L", "Before it was: B");
  }

  @Test
  void what_the_platform_refuses_is_told_in_its_words() {
    int code = console.run(line, "reset");

    assertThat(code).isEqualTo(1);
    assertThat(line.err()).contains("nothing planted");
  }

  @Test
  void put_refuses_a_file_that_is_not_there_and_a_place_that_is_none(@TempDir Path folder)
      throws IOException {
    Path file = java.nio.file.Files.writeString(folder.resolve("products-may.csv"), "x");

    int missing = console.run(line, "put", folder.resolve("absent.csv").toString());
    int place = console.run(line, "put", file.toString(), "bucket/key");
    int nowhere = console.run(line, "put", file.toString());

    assertThat(missing + place + nowhere).isEqualTo(3);
    assertThat(line.err())
        .contains("No readable file", "Expected s3://BUCKET/KEY", "No function of the template");
  }

  @Test
  void tables_lists_them_and_refuses_an_unknown_one() {
    int listed = console.run(line, "tables");
    int unknown = console.run(line, "tables", "Nope");

    assertThat(listed).isZero();
    assertThat(unknown).isEqualTo(1);
    assertThat(line.out()).contains("OrdersTable");
    assertThat(line.err()).contains("No table Nope", "OrdersTable");
  }
}
