package orderflow.auth.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A program that acts for itself (RFC 6749 §4.4), on any customer's orders within its scopes.
///
/// @param id `cli_` and 26 base-32 characters
/// @param name what people know it by
/// @param scopes the most that a token of it allows
/// @param secrets those that are good at this moment, the oldest first; two while one is replaced
/// @param version grows by one with each change
public record Client(
    String id,
    String name,
    Scopes scopes,
    List<Secret> secrets,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public static final String ID_PREFIX = "cli_";
  public static final String SECRET_ID_PREFIX = "sec_";

  /// So many secrets are good at once: the one in use and the one that replaces it.
  public static final int MOST_SECRETS = 2;

  /// A secret as it is kept.
  ///
  /// @param id `sec_` and 26 base-32 characters; no secret itself
  /// @param hash [ClientSecret#hash]
  public record Secret(String id, String hash, Instant createdAt) {
    @Override
    public String toString() {
      return "Secret[" + id + ", hidden]";
    }
  }

  public Client {
    secrets = List.copyOf(secrets);
  }

  /// Whether a secret is one of this client's. Takes the same time wherever it differs, and looks
  /// at all of them.
  public boolean accepts(ClientSecret presented) {
    byte[] hash = bytes(presented.hash());
    boolean accepted = false;
    for (Secret secret : secrets) {
      accepted |= MessageDigest.isEqual(hash, bytes(secret.hash()));
    }
    return accepted;
  }

  public boolean hasAllSecrets() {
    return secrets.size() >= MOST_SECRETS;
  }

  public boolean hasSecret(String secretId) {
    return secrets.stream().anyMatch(secret -> secret.id().equals(secretId));
  }

  /// The client with one secret more, one version on.
  public Client with(Secret secret) {
    return with(Stream.concat(secrets.stream(), Stream.of(secret)).toList(), secret.createdAt());
  }

  /// The client without a secret, one version on.
  public Client without(String secretId, Instant now) {
    return with(secrets.stream().filter(secret -> !secret.id().equals(secretId)).toList(), now);
  }

  private Client with(List<Secret> next, Instant now) {
    return new Client(id, name, scopes, next, version + 1, createdAt, now);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
