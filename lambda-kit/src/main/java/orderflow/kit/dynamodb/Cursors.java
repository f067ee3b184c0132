package orderflow.kit.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Opaque list cursors: a position and its end of life, authenticated with HMAC-SHA-256 together
/// with the caller and the query, so that a cursor is good for nothing else.
public final class Cursors {
  /// How long a cursor is good.
  public static final Duration LIFETIME = Duration.ofDays(1);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretStore secrets;
  private final InstantSource clock;
  private final AtomicReference<byte[]> secret = new AtomicReference<>(new byte[0]);

  /// Prepares cursors; the secret is read when the first one is made or opened.
  public Cursors(SecretStore secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Makes a cursor.
  ///
  /// @param binding caller and query
  public String issue(String binding, String position) {
    String payload = clock.instant().plus(LIFETIME).getEpochSecond() + "." + position;
    return encode(payload.getBytes(UTF_8)) + "." + encode(mac(binding, payload));
  }

  /// The position of a cursor; nothing when it is forged, too old, or of another caller or query.
  public Optional<String> open(String binding, String cursor) {
    String[] parts = cursor.split("\\.", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      String payload = new String(decoder.decode(parts[0]), UTF_8);
      byte[] signature = decoder.decode(parts[1]);
      return MessageDigest.isEqual(signature, mac(binding, payload))
          ? live(payload)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> live(String payload) {
    int dot = payload.indexOf('.');
    Instant end = Instant.ofEpochSecond(Long.parseLong(payload.substring(0, dot)));
    return end.isAfter(clock.instant())
        ? Optional.of(payload.substring(dot + 1))
        : Optional.empty();
  }

  private byte[] mac(String binding, String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret(), ALGORITHM));
      return mac.doFinal((binding.length() + "." + binding + payload).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }

  private byte[] secret() {
    if (secret.get().length == 0) {
      secret.set(secrets.cursorSecret());
    }
    return secret.get();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
