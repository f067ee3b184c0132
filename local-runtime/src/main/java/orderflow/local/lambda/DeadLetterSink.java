package orderflow.local.lambda;

import java.io.IOException;

/// Where events go that failed for good: the bucket of an on-failure destination.
@FunctionalInterface
public interface DeadLetterSink {

  /// Writes one object; a key that exists is replaced.
  ///
  /// @throws IOException if it is not written; the caller tries again
  void put(String bucket, String key, byte[] json) throws IOException;
}
