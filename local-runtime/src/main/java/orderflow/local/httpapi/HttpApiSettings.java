package orderflow.local.httpapi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What an HTTP API needs beside its template.
///
/// @param targets functions by logical id
/// @param clock the time of requests, caches and throttles
/// @param random for request and trace ids; must be safe for use by many threads
/// @param integrationTimeout after it the client gets 503 and the function runs on (AWS: 30 s)
/// @param authorizerTimeout after it the client gets 500 (AWS: 10 s)
public record HttpApiSettings(
    String region,
    String accountId,
    Map<String, FunctionTarget> targets,
    InstantSource clock,
    RandomGenerator random,
    Duration integrationTimeout,
    Duration authorizerTimeout) {

  public HttpApiSettings {
    targets = Map.copyOf(targets);
  }

  /// AWS's timeouts, eu-west-1, account 000000000000.
  public static HttpApiSettings of(
      Map<String, FunctionTarget> targets, InstantSource clock, RandomGenerator random) {
    return new HttpApiSettings(
        "eu-west-1",
        "000000000000",
        targets,
        clock,
        random,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }

  FunctionTarget target(String logicalId) {
    FunctionTarget target = targets.get(logicalId);
    if (target == null) {
      throw new IllegalArgumentException(
          "A route names the function " + logicalId + ", which does not exist");
    }
    return target;
  }
}
