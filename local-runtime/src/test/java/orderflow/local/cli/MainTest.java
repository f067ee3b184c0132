package orderflow.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  private final CommandLineFixture command = new CommandLineFixture();

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "status", "demo", "invoke", "logs", "env", "doctor"})
  void each_command_explains_itself(String name) {
    int code = command.run(name, "--help");

    assertThat(code).isZero();
    assertThat(command.out()).contains("Usage: ./local " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "up --nonsense, --nonsense",
    "up --iam perhaps, --iam",
    "up --port-base many, --port-base",
    "up --port-base 70000, from 1 to 65530",
    "up --debug AuthHttpFunction=high, --debug",
    "up --parameter novalue, --parameter",
    "invoke AuthHttpFunction, --event",
    "dance, dance",
  })
  void a_wrong_command_line_is_one_message_and_exit_code_2(String line, String named) {
    int code = command.run(line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(command.err()).contains(named).doesNotContain("\tat ");
    assertThat(command.err().lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "logs", "env"})
  void a_command_that_needs_a_platform_says_how_to_start_one(String name, @TempDir Path data) {
    int code = command.run(name, "--data", data.toString());

    assertThat(code).isEqualTo(1);
    assertThat(command.err())
        .contains("No platform runs on port base 3000.", "./local up")
        .doesNotContain("\tat ");
  }

  @Test
  void status_without_a_platform_is_not_ready(@TempDir Path data) {
    int code = command.run("status", "--json", "--data", data.toString());

    assertThat(code).isEqualTo(1);
    assertThat(command.out().strip()).isEqualTo("{\"ready\":false}");
  }

  @Test
  void down_without_a_platform_is_no_problem(@TempDir Path data) {
    int code = command.run("down", "--data", data.toString());

    assertThat(code).isZero();
    assertThat(command.out()).contains("No platform runs");
  }

  @Test
  void invoke_names_an_event_file_that_is_not_there(@TempDir Path data) {
    int code = command.run("invoke", "F", "-e", data + "/none.json", "--data", data.toString());

    assertThat(code).isEqualTo(1);
    assertThat(command.err()).contains("No readable file").contains("none.json");
  }
}
