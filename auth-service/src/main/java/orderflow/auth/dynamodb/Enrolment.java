package orderflow.auth.dynamodb;

import java.time.Duration;
import java.time.Instant;
import orderflow.auth.domain.SealedSeed;

/// A seed that an account was given and has not proved to have yet.
public record Enrolment(String userId, SealedSeed seed, Instant endsAt) {
  /// How long a person has to put the seed into the app.
  public static final Duration LIFETIME = Duration.ofMinutes(10);
}
