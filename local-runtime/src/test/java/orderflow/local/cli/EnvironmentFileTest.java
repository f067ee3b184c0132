package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentFileTest {
  @TempDir Path folder;

  @Test
  void reads_variables_by_function() throws IOException, Problem {
    Path file = file("{\"F\":{\"LEVEL\":\"DEBUG\",\"COUNT\":3}}");

    Map<String, Map<String, String>> variables = EnvironmentFile.read(file);

    assertThat(variables).isEqualTo(Map.of("F", Map.of("LEVEL", "DEBUG", "COUNT", "3")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"F\":{\"SECRET\":hunter2}}|no valid JSON",
        "[]|is no JSON object",
        "{\"F\":3}|F is no JSON object",
        "{\"F\":{\"A\":{}}}|F.A is no text or number",
        "{\"Parameters\":{\"A\":\"x\"}}|Parameters",
      })
  void says_what_is_wrong_without_values(String text, String told) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> EnvironmentFile.read(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void names_a_file_that_is_not_there() {
    Path file = folder.resolve("none.json");

    assertThatThrownBy(() -> EnvironmentFile.read(file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("none.json");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("env.json"), text);
  }
}
