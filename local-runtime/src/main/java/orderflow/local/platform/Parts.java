package orderflow.local.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// What has been started so far; all of it ends in the reverse order.
final class Parts {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T open(T part) {
    open.push(part);
    return part;
  }

  /// Ends all parts even when one does not end cleanly. A second call does nothing.
  synchronized void close(Consumer<String> notices) {
    while (!open.isEmpty()) {
      close(open.pop(), notices);
    }
  }

  // close may throw anything; the parts after it have to end all the same.
  private static void close(AutoCloseable part, Consumer<String> notices) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      notices.accept("A part did not stop cleanly: " + e.getMessage());
    }
  }
}
