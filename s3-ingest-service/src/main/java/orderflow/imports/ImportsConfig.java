package orderflow.imports;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the imports HTTP function.
///
/// @param importsTable `IMPORTS_TABLE`
/// @param uploadBucket `UPLOAD_BUCKET`
public record ImportsConfig(String importsTable, String uploadBucket) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static ImportsConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    ImportsConfig config =
        new ImportsConfig(reader.required("IMPORTS_TABLE"), reader.required("UPLOAD_BUCKET"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
