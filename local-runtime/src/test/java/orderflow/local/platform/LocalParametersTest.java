package orderflow.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalParametersTest {
  @TempDir private Path folder;

  @Test
  void the_file_beside_the_template_gives_parameters_and_the_start_wins() throws Exception {
    write("{\"MailFrom\":\"a@example.com\",\"LogLevel\":\"DEBUG\"}");

    assertThat(LocalParameters.with(template(), Map.of("MailFrom", "b@example.com")))
        .isEqualTo(Map.of("MailFrom", "b@example.com", "LogLevel", "DEBUG"));
  }

  @Test
  void without_the_file_there_is_what_was_given() throws Exception {
    assertThat(LocalParameters.with(template(), Map.of("A", "b"))).isEqualTo(Map.of("A", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"MailFrom\":", "{\"MailFrom\":{}}"})
  void a_file_that_is_no_object_of_texts_is_refused_with_its_name(String text) throws Exception {
    write(text);

    assertThatThrownBy(() -> LocalParameters.with(template(), Map.of()))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("parameters.json")
        .hasMessageContaining("an object of texts");
  }

  private Path template() {
    return folder.resolve("template.yaml");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(folder.resolve("events"));
    Files.writeString(folder.resolve("events/parameters.json"), text);
  }
}
