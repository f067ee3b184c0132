package orderflow.jobs.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Scope and fingerprint of requests with an idempotency key, however they come in.
public final class Attempts {
  private final Chance chance;

  public Attempts(Chance chance) {
    this.chance = chance;
  }

  /// The attempt of a request.
  ///
  /// @param scope caller, route and key
  /// @param parameters what besides the body says what is asked for
  public Attempt of(List<String> scope, String parameters, Json body) {
    String canonical = new String(JsonWriter.writeCanonical(body), UTF_8);
    return new Attempt(
        hash(scope),
        hash(List.of(parameters, canonical)),
        Long.toHexString(chance.random().nextLong()) + Long.toHexString(chance.random().nextLong()),
        chance.now());
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
