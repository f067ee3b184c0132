package orderflow.auth;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of [AuthCommandsFunction].
///
/// @param authTable `AUTH_TABLE`
/// @param keyTable `KEY_TABLE`
public record AuthCommandsConfig(String authTable, String keyTable) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static AuthCommandsConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    AuthCommandsConfig config =
        new AuthCommandsConfig(reader.required("AUTH_TABLE"), reader.required("KEY_TABLE"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
