package orderflow.auth;

import java.time.Duration;
import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of [AuthCommandsFunction].
///
/// @param authTable `AUTH_TABLE`
/// @param keyTable `KEY_TABLE`
/// @param accessTokenLifetime `ACCESS_TOKEN_LIFETIME` as the HTTP function has it: how long a key
///   that signs no more must still be published
/// @param mailFrom `MAIL_FROM`, the sender of mails; empty: none is sent, and each is logged
public record AuthCommandsConfig(
    String authTable, String keyTable, Duration accessTokenLifetime, String mailFrom) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static AuthCommandsConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    AuthCommandsConfig config =
        new AuthCommandsConfig(
            reader.required("AUTH_TABLE"),
            reader.required("KEY_TABLE"),
            AuthConfig.accessTokenLifetime(reader),
            reader.address("MAIL_FROM"));
    reader.logLevel();
    reader.check();
    return config;
  }
}
