package orderflow.imports.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An import and how far it has come, read together.
public record Progress(Import file, Checkpoint checkpoint) {

  /// Whole rows a second since the first run began; nothing before the first rows.
  public Optional<Long> rowsPerSecond() {
    long millis = spent().map(Duration::toMillis).orElse(0L);
    long rows = checkpoint.position().row();
    return millis <= 0 || rows == 0 ? Optional.empty() : Optional.of(rows * 1000 / millis);
  }

  /// When a running import ends if it goes on as before.
  public Optional<Instant> estimatedCompletion() {
    long rows = checkpoint.position().row();
    if (file.status() != ImportStatus.RUNNING || rows == 0) {
      return Optional.empty();
    }
    return spent()
        .map(spent -> spent.toMillis() * (checkpoint.counts().total() - rows) / rows)
        .map(checkpoint.updatedAt()::plusMillis);
  }

  private Optional<Duration> spent() {
    return file.startedAt().map(start -> Duration.between(start, checkpoint.updatedAt()));
  }
}
