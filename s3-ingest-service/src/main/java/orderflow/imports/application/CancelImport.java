package orderflow.imports.application;

import java.util.Optional;
import java.util.function.Function;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.Progress;
import orderflow.imports.dynamodb.CheckpointStore;
import orderflow.imports.dynamodb.Commit;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.time.Deadline;

/// Ends an import before its file's end. What was carried out stays, the other rows are counted as
/// unprocessed. A run that is at work writes nothing more: rows that it has under way may still
/// have their effect, and count as unprocessed.
public final class CancelImport {
  private static final int TRIES = 10;

  private final ImportStore imports;
  private final CheckpointStore checkpoints;
  private final MarkerStore markers;

  public CancelImport(ImportStore imports, CheckpointStore checkpoints, MarkerStore markers) {
    this.imports = imports;
    this.checkpoints = checkpoints;
    this.markers = markers;
  }

  /// How a cancellation ended.
  public sealed interface Result {}

  /// The import is cancelled, or was over and is refused.
  ///
  /// @param replayed whether an earlier request was answered with it
  public record Answered(Answer answer, boolean replayed) implements Result {}

  public record NotFound() implements Result {}

  /// The key belongs to a request that asked for something else.
  public record KeyReused() implements Result {}

  /// Other writes were in the way until the tries ran out; nothing happened.
  public record InProgress() implements Result {}

  /// Renders the answers that are kept.
  ///
  /// @param done of the import once it is cancelled
  /// @param over of an import that is over by itself
  public record Views(Function<Progress, Answer> done, Function<Import, Answer> over) {}

  public Result cancel(String importId, Attempt attempt, Views views, Deadline deadline) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Result> result = tryOnce(importId, attempt, views, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new InProgress();
  }

  private Optional<Result> tryOnce(
      String importId, Attempt attempt, Views views, Deadline deadline) {
    Marker marker = markers.find(attempt);
    if (!(marker instanceof Marker.None)) {
      return Optional.of(known(marker));
    }
    Optional<Progress> found = imports.find(importId);
    if (found.isEmpty()) {
      return Optional.of(new NotFound());
    }
    Import file = found.get().file();
    return file.status().isFinal()
        ? Optional.of(known(markers.keep(attempt, views.over().apply(file))))
        : write(found.get(), attempt, views, deadline);
  }

  private Optional<Result> write(Progress found, Attempt attempt, Views views, Deadline deadline) {
    Checkpoint seen = found.checkpoint();
    Progress ended =
        new Progress(
            found.file().cancelled(attempt.now()),
            seen.moved(seen.position(), seen.counts(), attempt.now()));
    Answer answer = views.done().apply(ended);
    return switch (checkpoints.cancel(ended, seen, attempt, answer, deadline)) {
      case Commit.Done _ -> Optional.of(new Answered(answer, false));
      case Commit.Known(Marker.None _) -> Optional.empty();
      case Commit.Known(Marker winner) -> Optional.of(known(winner));
      case Commit.Busy _ -> Optional.of(new InProgress());
    };
  }

  private static Result known(Marker marker) {
    return switch (marker) {
      case Marker.None _ -> new InProgress();
      case Marker.OtherRequest _ -> new KeyReused();
      case Marker.Answered(Answer answer, boolean own) -> new Answered(answer, !own);
    };
  }
}
