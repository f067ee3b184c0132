package orderflow.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orderflow.local.lambda.Eventually;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.lambda.LambdaFixture;
import orderflow.local.lambda.LambdaService;
import orderflow.local.lambda.LogLine;
import orderflow.local.lambda.functions.StreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream, a function in a process of its own that fails on one known record, and what becomes of
/// the records around it.
class StreamToFunctionTest {
  private final StreamFixture stream = new StreamFixture();
  @TempDir private Path data;

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void a_function_that_throws_on_one_record_loses_only_that_one() throws Exception {
    stream.put("a", "b", "bad", "c", "d");

    List<String> took = run(Map.of(), stream.trigger().bisecting().retries(1));

    assertThat(took).contains("took a", "took b", "took c", "took d");
    assertThat(letter().at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(letter().at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
  }

  @Test
  void a_function_that_reports_one_record_loses_only_that_one() throws Exception {
    stream.put("a", "b", "bad", "c", "d");

    List<String> took =
        run(Map.of("REPORTS", "1"), stream.trigger().bisecting().reporting().retries(1));

    assertThat(took).contains("took a", "took b", "took c", "took d");
    assertThat(took.stream().filter("took a"::equals)).hasSize(1);
    assertThat(letter().at("/responseContext/functionError").isNull()).isTrue();
  }

  @Test
  void a_function_error_is_tried_again_until_the_retries_are_used_up() throws Exception {
    stream.put("bad");

    List<String> took = run(Map.of(), stream.trigger().retries(2));

    assertThat(took.stream().filter("took bad"::equals)).hasSize(3);
    assertThat(letter().at("/requestContext/condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
  }

  /// Runs the mapping to its end and gives what the function logged of the records.
  private List<String> run(Map<String, String> environment, Triggers trigger) throws Exception {
    FunctionDefinition function =
        LambdaFixture.function("F", StreamReader.class).withEnvironment(environment);
    try (LambdaService lambda = LambdaFixture.service(data, function)) {
      StreamPollers pollers =
          StreamPollers.start(
              List.of(trigger.trigger()), stream.settings(lambda::invoke), stream.expirations);
      try (pollers) {
        assertThat(Eventually.holds(pollers::idle)).isTrue();
      }
      return lambda.logs().after(0, Duration.ZERO).stream()
          .map(LogLine::text)
          .filter(text -> text.startsWith("took "))
          .toList();
    }
  }

  private JsonNode letter() {
    assertThat(stream.letters).hasSize(1);
    JsonNode letter = stream.letters.values().iterator().next();
    assertThat(StreamFixture.keys(letter.path("payload"))).containsExactly("bad");
    return letter;
  }
}
