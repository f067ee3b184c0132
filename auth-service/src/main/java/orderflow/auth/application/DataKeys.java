package orderflow.auth.application;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import orderflow.auth.domain.DataKey;
import orderflow.auth.dynamodb.KeyStore;

/// The keys that seeds are sealed with, each read once: one that was made never changes.
public final class DataKeys {
  /// The number of the key that seals; seeds keep the number of theirs.
  static final int NEWEST = 1;

  private final KeyStore store;
  private final ConcurrentHashMap<Integer, DataKey> known = new ConcurrentHashMap<>();

  public DataKeys(KeyStore store) {
    this.store = store;
  }

  /// The key that seals, if it has been made.
  Optional<DataKey> newest() {
    return find(NEWEST);
  }

  /// The key of a number.
  ///
  /// @throws IllegalStateException when it is gone: nothing sealed with it opens any more
  DataKey get(int number) {
    return find(number)
        .orElseThrow(() -> new IllegalStateException("data key " + number + " is not stored"));
  }

  private Optional<DataKey> find(int number) {
    Optional<DataKey> key = Optional.ofNullable(known.get(number)).or(() -> store.dataKey(number));
    key.ifPresent(found -> known.put(number, found));
    return key;
  }
}
