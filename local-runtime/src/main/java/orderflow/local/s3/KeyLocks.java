package orderflow.local.s3;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One writer a key: the store's order of a key's changes is then the order of its events.
final class KeyLocks {
  private final Map<String, Entry> entries = new HashMap<>();

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }

  <T> T with(String bucket, String key, Supplier<T> action) {
    String name = bucket + "/" + key;
    Entry entry = enter(name);
    entry.lock.lock();
    try {
      return action.get();
    } finally {
      entry.lock.unlock();
      leave(name, entry);
    }
  }

  private synchronized Entry enter(String name) {
    Entry entry = entries.computeIfAbsent(name, key -> new Entry());
    entry.users++;
    return entry;
  }

  private synchronized void leave(String name, Entry entry) {
    entry.users--;
    if (entry.users == 0) {
      entries.remove(name);
    }
  }
}
