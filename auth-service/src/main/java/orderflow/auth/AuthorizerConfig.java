package orderflow.auth;

import java.util.Map;
import orderflow.kit.config.EnvironmentReader;

/// Configuration of [AuthorizerFunction].
///
/// @param keyTable `KEY_TABLE`
/// @param issuerUrl `ISSUER_URL`; empty: `https://` and the domain of each request
/// @param tokenAudience `TOKEN_AUDIENCE`, default `orderflow`
public record AuthorizerConfig(String keyTable, String issuerUrl, String tokenAudience) {

  /// Reads the configuration.
  ///
  /// @throws IllegalArgumentException naming every key that is missing or malformed
  public static AuthorizerConfig from(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    AuthorizerConfig config =
        new AuthorizerConfig(
            reader.required("KEY_TABLE"),
            reader.url("ISSUER_URL"),
            reader.optional("TOKEN_AUDIENCE", AuthConfig.DEFAULT_AUDIENCE));
    reader.logLevel();
    reader.check();
    return config;
  }
}
