package orderflow.auth.token;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;
import orderflow.kit.json.JsonWriter;

/// The keys that verify access tokens, a JWK Set (RFC 7517 §5).
public final class KeySet {
  private final Map<String, PublicKey> byKid;

  private KeySet(List<PublicKey> keys) {
    Map<String, PublicKey> map = new HashMap<>();
    keys.forEach(key -> map.put(key.kid(), key));
    this.byKid = Map.copyOf(map);
  }

  public static KeySet of(List<PublicKey> keys) {
    return new KeySet(keys);
  }

  /// The usable keys of a set; one that is not for verifying ES256 is passed over (RFC 7517 §5).
  ///
  /// @throws IllegalArgumentException when the text is not a JWK Set
  public static KeySet parse(String text) {
    try {
      Json json = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
      if (json instanceof Json.Obj set
          && set.get("keys").orElse(null) instanceof Json.Arr(List<Json> keys)) {
        return of(keys.stream().flatMap(key -> PublicKey.parse(key).stream()).toList());
      }
      throw new IllegalArgumentException("a JWK Set has an array \"keys\"");
    } catch (JsonSyntaxException e) {
      throw new IllegalArgumentException("a JWK Set is JSON: " + e.getMessage(), e);
    }
  }

  /// The wire form of some keys.
  public static String text(List<PublicKey> keys) {
    Json.Obj set = Json.object().withEach("keys", keys, PublicKey::jwk).build();
    return new String(JsonWriter.write(set), StandardCharsets.UTF_8);
  }

  public Optional<PublicKey> find(String kid) {
    return Optional.ofNullable(byKid.get(kid));
  }
}
