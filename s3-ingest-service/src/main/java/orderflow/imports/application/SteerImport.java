package orderflow.imports.application;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Progress;
import orderflow.imports.dynamodb.CheckpointStore;
import orderflow.imports.dynamodb.Commit;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.time.Deadline;

/// Ends imports before their file's end, and lets those go on that ended too early.
///
/// - Cancelled: what was carried out stays, the other rows are counted as unprocessed. A run that
///   is at work writes nothing more: rows that it has under way may still have their effect, and
///   count as unprocessed until the import goes on.
/// - Resumed: goes on at its checkpoint; rows whose effect was not counted are sent again and have
///   it once.
public final class SteerImport {
  private static final int TRIES = 10;
  private static final Set<ImportStatus> RESUMABLE =
      Set.of(ImportStatus.CANCELLED, ImportStatus.FAILED);

  private final ImportStore imports;
  private final CheckpointStore checkpoints;
  private final MarkerStore markers;
  private final Reader reader;

  /// Starts the function that reads files.
  @FunctionalInterface
  public interface Reader {
    /// Sends it the event that a file is there.
    ///
    /// @return whether it was taken
    boolean start(ObjectVersion object, Deadline deadline);
  }

  public SteerImport(
      ImportStore imports, CheckpointStore checkpoints, MarkerStore markers, Reader reader) {
    this.imports = imports;
    this.checkpoints = checkpoints;
    this.markers = markers;
    this.reader = reader;
  }

  /// How a step ended.
  public sealed interface Result {}

  /// The step is taken, or is refused for the state of the import.
  ///
  /// @param replayed whether an earlier request was answered with it
  public record Answered(Answer answer, boolean replayed) implements Result {}

  public record NotFound() implements Result {}

  /// The key belongs to a request that asked for something else.
  public record KeyReused() implements Result {}

  /// Other writes were in the way until the tries ran out; nothing happened.
  public record InProgress() implements Result {}

  /// The import is to go on, but nothing could be started; the same request tries again.
  public record NotStarted() implements Result {}

  /// Renders the answers that are kept.
  ///
  /// @param done of the import once the step is taken
  /// @param refused of an import that does not take it
  public record Views(Function<Progress, Answer> done, Function<Import, Answer> refused) {}

  /// A step: which imports take it, and how it is written.
  private record Step(
      Predicate<Import> isPossible, Function<Progress, Progress> change, Writer writer) {}

  private interface Writer {
    Commit write(
        Progress changed, Checkpoint seen, Attempt attempt, Answer answer, Deadline deadline);
  }

  public Result cancel(String importId, Attempt attempt, Views views, Deadline deadline) {
    Step step =
        new Step(
            file -> !file.status().isFinal(),
            found -> new Progress(found.file().cancelled(attempt.now()), moved(found, attempt)),
            checkpoints::cancel);
    return take(importId, step, attempt, views, deadline);
  }

  /// A request that is sent again starts the reader again while nobody has begun.
  public Result resume(String importId, Attempt attempt, Views views, Deadline deadline) {
    Step step =
        new Step(
            file -> RESUMABLE.contains(file.status()) && file.object().isPresent(),
            found -> new Progress(found.file().resumed(), moved(found, attempt)),
            checkpoints::resume);
    Result result = take(importId, step, attempt, views, deadline);
    return result instanceof Answered && !isStarted(importId, deadline) ? new NotStarted() : result;
  }

  private boolean isStarted(String importId, Deadline deadline) {
    return imports
        .find(importId)
        .map(Progress::file)
        .filter(file -> file.status() == ImportStatus.QUEUED)
        .flatMap(Import::object)
        .map(object -> reader.start(object, deadline))
        .orElse(true);
  }

  private static Checkpoint moved(Progress found, Attempt attempt) {
    Checkpoint seen = found.checkpoint();
    return seen.moved(seen.position(), seen.counts(), attempt.now());
  }

  private Result take(String importId, Step step, Attempt attempt, Views views, Deadline deadline) {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<Result> result = tryOnce(importId, step, attempt, views, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new InProgress();
  }

  private Optional<Result> tryOnce(
      String importId, Step step, Attempt attempt, Views views, Deadline deadline) {
    Marker marker = markers.find(attempt);
    if (!(marker instanceof Marker.None)) {
      return Optional.of(known(marker));
    }
    Optional<Progress> found = imports.find(importId);
    if (found.isEmpty()) {
      return Optional.of(new NotFound());
    }
    Import file = found.get().file();
    return step.isPossible().test(file)
        ? write(found.get(), step, attempt, views, deadline)
        : Optional.of(known(markers.keep(attempt, views.refused().apply(file))));
  }

  private Optional<Result> write(
      Progress found, Step step, Attempt attempt, Views views, Deadline deadline) {
    Progress changed = step.change().apply(found);
    Answer answer = views.done().apply(changed);
    return switch (step.writer().write(changed, found.checkpoint(), attempt, answer, deadline)) {
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
