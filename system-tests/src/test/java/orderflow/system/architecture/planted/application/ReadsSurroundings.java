package orderflow.system.architecture.planted.application;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import orderflow.system.architecture.planted.domain.KnowsJson;

/// Helps itself to environment, clock and chance.
public record ReadsSurroundings(KnowsJson below) {
  static String read() {
    return System.getenv("HOME")
        + Instant.now()
        + InstantSource.system().instant()
        + UUID.randomUUID()
        + new SecureRandom().nextInt();
  }
}
