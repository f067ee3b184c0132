package orderflow.imports.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// Scope and fingerprint of requests with an idempotency key.
public final class Attempts {
  private final Chance chance;

  public Attempts(Chance chance) {
    this.chance = chance;
  }

  /// The attempt of a request.
  ///
  /// @param scope caller, route and key
  /// @param body as it was sent
  public Attempt of(List<String> scope, Json body) {
    String canonical = new String(JsonWriter.writeCanonical(body), UTF_8);
    return new Attempt(
        hash(scope),
        hash(List.of(canonical)),
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
