package orderflow.auth;

import java.time.Duration;
import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of [AuthHttpFunction].
///
/// @param authTable `AUTH_TABLE`
/// @param keyTable `KEY_TABLE`
/// @param issuerUrl `ISSUER_URL`; empty: `https://` and the domain of each request
/// @param tokenAudience `TOKEN_AUDIENCE`, default `orderflow`
/// @param accessTokenLifetime `ACCESS_TOKEN_LIFETIME`, one minute to one hour, default ten minutes
/// @param hashesAtOnce `HASHES_AT_ONCE`, how many passwords are hashed at once by all instances
///   together, 1 to 64, default 4; further logins are answered with 503
/// @param authCommandsFunction `AUTH_COMMANDS_FUNCTION`, name or ARN of what mails are ordered from
public record AuthConfig(
    String authTable,
    String keyTable,
    String issuerUrl,
    String tokenAudience,
    Duration accessTokenLifetime,
    int hashesAtOnce,
    String authCommandsFunction) {
  static final String DEFAULT_AUDIENCE = "orderflow";

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static AuthConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    AuthConfig config =
        new AuthConfig(
            reader.required("AUTH_TABLE"),
            reader.required("KEY_TABLE"),
            reader.url("ISSUER_URL"),
            reader.optional("TOKEN_AUDIENCE", DEFAULT_AUDIENCE),
            accessTokenLifetime(reader),
            reader.integer("HASHES_AT_ONCE", 4, 1, 64),
            reader.required("AUTH_COMMANDS_FUNCTION"));
    reader.logLevel();
    reader.check();
    return config;
  }

  static Duration accessTokenLifetime(EnvironmentReader reader) {
    return reader.duration(
        "ACCESS_TOKEN_LIFETIME",
        Duration.ofMinutes(10),
        Duration.ofMinutes(1),
        Duration.ofHours(1));
  }
}
