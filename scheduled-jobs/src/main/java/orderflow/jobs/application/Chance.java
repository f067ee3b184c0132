package orderflow.jobs.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import orderflow.jobs.domain.JobRun;
import orderflow.kit.id.Ids;

/// Clock and randomness of a function.
public record Chance(InstantSource clock, RandomGenerator random) {

  /// The time in milliseconds, the precision that everything is kept in.
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /// A fresh id that begins with exactly this time, so that lists by id are lists by time.
  String runId(Instant at) {
    return new Ids(InstantSource.fixed(at), random).next(JobRun.ID_PREFIX);
  }
}
