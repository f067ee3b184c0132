package orderflow.orders;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of the function behind the orders table's stream.
///
/// @param viewsTable `VIEWS_TABLE`
/// @param deadLetterBucket `DEAD_LETTER_BUCKET`: where poison is set aside
public record StreamConfig(String viewsTable, String deadLetterBucket) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static StreamConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    StreamConfig config =
        new StreamConfig(reader.required("VIEWS_TABLE"), reader.required("DEAD_LETTER_BUCKET"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
