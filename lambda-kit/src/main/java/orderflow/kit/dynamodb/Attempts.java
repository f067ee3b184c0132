package orderflow.kit.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Scope and fingerprint of requests with an idempotency key, however they come in.
public final class Attempts {
  private final InstantSource clock;
  private final RandomGenerator random;

  public Attempts(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// The attempt of a request.
  ///
  /// @param scope caller, route and key
  /// @param parameters what besides the body says what is asked for, empty for nothing
  public Attempt of(List<String> scope, String parameters, Json body) {
    String canonical = new String(JsonWriter.writeCanonical(body), UTF_8);
    return new Attempt(
        hash(scope),
        hash(List.of(parameters, canonical)),
        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
        Instant.ofEpochMilli(clock.millis()));
  }

  /// Lengths keep the parts apart, whatever characters they have.
  private static String hash(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(part -> digest.update((part.length() + ":" + part).getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
