package orderflow.imports;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the imports HTTP function.
///
/// @param importsTable `IMPORTS_TABLE`
/// @param uploadBucket `UPLOAD_BUCKET`
/// @param importFileFunction `IMPORT_FILE_FUNCTION`: the alias of the function that reads files
public record ImportsConfig(String importsTable, String uploadBucket, String importFileFunction) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static ImportsConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    ImportsConfig config =
        new ImportsConfig(
            reader.required("IMPORTS_TABLE"),
            reader.required("UPLOAD_BUCKET"),
            reader.required("IMPORT_FILE_FUNCTION"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
