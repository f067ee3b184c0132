package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.dynamodb.KeyStore;

/// The JWK Set that verifies access tokens, as it is published.
public final class ReadPublicKeys {
  private final KeyStore keys;

  public ReadPublicKeys(KeyStore keys) {
    this.keys = keys;
  }

  /// The set's JSON text, if any key has been made.
  public Optional<String> read() {
    return keys.publicKeys();
  }
}
