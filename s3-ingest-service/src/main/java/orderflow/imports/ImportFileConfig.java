package orderflow.imports;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the function that reads files.
///
/// @param importsTable `IMPORTS_TABLE`
/// @param orderCommandsFunction `ORDER_COMMANDS_FUNCTION`: the alias of the orders service's
///   commands function
/// @param parallelism `IMPORT_PARALLELISM`: batches under way at the same time, 1 to 16, default 4
/// @param batchSize `IMPORT_BATCH_SIZE`: rows or orders of a batch, 1 to 500, default 100
public record ImportFileConfig(
    String importsTable, String orderCommandsFunction, int parallelism, int batchSize) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static ImportFileConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    ImportFileConfig config =
        new ImportFileConfig(
            reader.required("IMPORTS_TABLE"),
            reader.required("ORDER_COMMANDS_FUNCTION"),
            reader.integer("IMPORT_PARALLELISM", 4, 1, 16),
            reader.integer("IMPORT_BATCH_SIZE", 100, 1, 500));
    reader.logLevel();
    reader.check();
    return config;
  }
}
