package orderflow.imports.application;

import java.util.Optional;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Counts;
import orderflow.imports.domain.Failure;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.RowOutcome;
import orderflow.imports.dynamodb.CheckpointStore;
import orderflow.imports.dynamodb.ContentStore;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Ends imports, and knows which content has been imported before.
public final class EndImport {
  private final CheckpointStore checkpoints;
  private final ContentStore contents;
  private final ImportStore imports;
  private final Chance chance;

  public EndImport(
      CheckpointStore checkpoints, ContentStore contents, ImportStore imports, Chance chance) {
    this.checkpoints = checkpoints;
    this.contents = contents;
    this.imports = imports;
    this.chance = chance;
  }

  /// The import that had this content, kind and mode first and carried it out, unless it is this
  /// one. One that failed gives its place away, so that the content can be tried again. While the
  /// first is still at work nobody knows how it ends: this one then does its own work, which
  /// changes nothing that the first has done, as rows are compared with what is there.
  Optional<String> firstOf(Import file, String sha256) {
    Optional<String> first = contents.claim(sha256, file.settings(), file.id());
    if (first.isEmpty()) {
      return first;
    }
    ImportStatus status =
        imports.find(first.get()).map(found -> found.file().status()).orElse(ImportStatus.FAILED);
    return switch (status) {
      case SUCCEEDED, SUCCEEDED_WITH_ERRORS -> first;
      case FAILED, CANCELLED -> contents.replace(sha256, file.settings(), file.id(), first.get());
      case AWAITING_UPLOAD, QUEUED, RUNNING -> Optional.empty();
    };
  }

  RunImport.Ending succeeded(Import file, Checkpoint last, Deadline deadline) {
    ImportStatus status =
        last.counts().failed() > 0 ? ImportStatus.SUCCEEDED_WITH_ERRORS : ImportStatus.SUCCEEDED;
    return end(file, last, status, Optional.empty(), Optional.empty(), deadline);
  }

  /// Every row is a duplicate: nothing was sent.
  RunImport.Ending duplicate(Import file, Checkpoint inspected, String firstId, Deadline deadline) {
    Counts all = inspected.counts();
    Checkpoint last =
        inspected.moved(
            inspected.position(), all.plus(RowOutcome.DUPLICATE, all.unprocessed()), chance.now());
    return end(
        file, last, ImportStatus.SUCCEEDED, Optional.of(firstId), Optional.empty(), deadline);
  }

  RunImport.Ending failed(Import file, Checkpoint last, Failure why, Deadline deadline) {
    return end(file, last, ImportStatus.FAILED, Optional.empty(), Optional.of(why), deadline);
  }

  private RunImport.Ending end(
      Import file,
      Checkpoint last,
      ImportStatus status,
      Optional<String> duplicateOf,
      Optional<Failure> failure,
      Deadline deadline) {
    Checkpoint ended = last.moved(last.position(), last.counts(), chance.now());
    Import over =
        new Import(
            file.id(),
            file.settings(),
            status,
            file.createdBy(),
            file.object(),
            file.createdAt(),
            file.startedAt(),
            Optional.of(ended.updatedAt()),
            duplicateOf,
            failure,
            file.version() + 1);
    return checkpoints.finish(over, ended, deadline)
        ? RunImport.Ending.FINISHED
        : RunImport.Ending.SUPERSEDED;
  }
}
