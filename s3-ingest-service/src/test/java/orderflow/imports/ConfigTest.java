package orderflow.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

  @Test
  void four_batches_of_a_hundred_are_under_way_unless_said_otherwise() {
    Map<String, String> environment = Map.of("IMPORTS_TABLE", "t", "ORDER_COMMANDS_FUNCTION", "f");

    assertThat(ImportFileConfig.from(environment))
        .isEqualTo(new ImportFileConfig("t", "f", 4, 100));
  }

  @Test
  void every_fault_is_named_in_one_message() {
    Map<String, String> environment =
        Map.of("IMPORT_PARALLELISM", "17", "IMPORT_BATCH_SIZE", "x", "LOG_LEVEL", "LOUD");

    assertThatThrownBy(() -> ImportFileConfig.from(environment))
        .hasMessageContaining("IMPORTS_TABLE")
        .hasMessageContaining("ORDER_COMMANDS_FUNCTION")
        .hasMessageContaining("IMPORT_PARALLELISM")
        .hasMessageContaining("IMPORT_BATCH_SIZE")
        .hasMessageContaining("LOG_LEVEL");
    assertThatThrownBy(() -> ImportsConfig.from(Map.of()))
        .hasMessageContaining("IMPORTS_TABLE")
        .hasMessageContaining("UPLOAD_BUCKET");
  }
}
