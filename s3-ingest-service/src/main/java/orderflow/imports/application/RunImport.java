package orderflow.imports.application;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import orderflow.imports.csv.Header;
import orderflow.imports.csv.RowReader;
import orderflow.imports.csv.UnitReader;
import orderflow.imports.csv.UnreadableFileException;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Failure;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportMode;
import orderflow.imports.domain.Inspection;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Unit;
import orderflow.imports.dynamodb.CheckpointStore;
import orderflow.imports.dynamodb.RowFaultStore;
import orderflow.imports.s3.GzipException;
import orderflow.imports.s3.GzipStream;
import orderflow.imports.s3.ObjectGoneException;
import orderflow.imports.s3.UploadedFiles;
import orderflow.kit.command.ItemResult;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// One run of an import: from its checkpoint on, window by window, until the file or the time ends.
///
/// A window is settled in this order: its items are answered, its faults are written, the
/// checkpoint moves. A run that dies between two of these leaves a window that the next run does
/// again: its items have keys, its faults deterministic places, and nothing of it is counted yet.
/// So no row is lost and none counts twice.
public final class RunImport {
  /// What must be left of an invocation to begin another window.
  private static final Duration ONE_WINDOW = Duration.ofSeconds(10);

  private final UploadedFiles files;
  private final CheckpointStore checkpoints;
  private final RowFaultStore faults;
  private final SendItems send;
  private final EndImport end;
  private final Chance chance;

  public RunImport(
      UploadedFiles files,
      CheckpointStore checkpoints,
      RowFaultStore faults,
      SendItems send,
      EndImport end,
      Chance chance) {
    this.files = files;
    this.checkpoints = checkpoints;
    this.faults = faults;
    this.send = send;
    this.end = end;
    this.chance = chance;
  }

  /// What a run came to.
  ///
  /// @param rows that had their turn in it
  public record Result(Ending ending, long rows) {}

  /// How a run ended.
  public enum Ending {
    /// The import is over.
    FINISHED,

    /// The time was up; another run must go on.
    TIME_UP,

    /// Another run has begun, or the import was over before this one began.
    SUPERSEDED
  }

  /// Runs an import.
  ///
  /// @param requestId of the invocation, for the orders service's histories
  /// @throws IllegalStateException when not one window could be settled: going on at once would not
  ///   help, Lambda's retries may
  public Result run(Import file, String requestId, Deadline deadline) throws IOException {
    Instant now = chance.now();
    Optional<Checkpoint> taken = checkpoints.take(file.id(), now);
    if (taken.isEmpty()) {
      return new Result(Ending.SUPERSEDED, 0);
    }
    checkpoints.begin(file.id(), now);
    Run run = new Run(file, taken.get(), requestId, deadline);
    Ending ending = run(file, run, deadline);
    return new Result(
        ending, run.checkpoint.counts().processed() - taken.get().counts().processed());
  }

  private Ending run(Import file, Run run, Deadline deadline) throws IOException {
    try {
      return run.all();
    } catch (UnreadableFileException e) {
      return end.failed(file, run.checkpoint, e.failure(), deadline);
    } catch (ObjectGoneException e) {
      return end.failed(file, run.checkpoint, gone(e), deadline);
    } catch (GzipException e) {
      return end.failed(file, run.checkpoint, unzippable(e), deadline);
    }
  }

  private static Failure unzippable(GzipException e) {
    return e.isTooLarge()
        ? new Failure(
            "gzip_too_large",
            "the file holds more than %d times its size".formatted(GzipStream.MAX_RATIO),
            "send it uncompressed, in several files if it is large")
        : new Failure(
            "gzip_damaged",
            "the file is gzip and ends or breaks before its end",
            "compress it again and upload it");
  }

  private static Failure gone(ObjectGoneException e) {
    return e.isReplaced()
        ? new Failure(
            "object_changed",
            "the file was replaced while it was read; the new one has an import of its own",
            "read the counts: what was carried out stays")
        : new Failure(
            "object_missing", "the file was deleted before it was read", "upload it again");
  }

  /// One run: where it stands, and what it is given.
  private final class Run {
    private final Import file;
    private final ObjectVersion object;
    private final String requestId;
    private final Deadline deadline;
    private Checkpoint checkpoint;
    private boolean moved;

    private Run(Import file, Checkpoint checkpoint, String requestId, Deadline deadline) {
      this.file = file;
      this.object = file.object().orElseThrow();
      this.checkpoint = checkpoint;
      this.requestId = requestId;
      this.deadline = deadline;
    }

    private Ending all() throws IOException, UnreadableFileException {
      if (checkpoint.inspection().isEmpty()) {
        InspectFile.Found found = new InspectFile(files).inspect(file, object, deadline);
        checkpoint = checkpoint.inspected(found.inspection(), found.firstRow(), chance.now());
        Optional<String> first = end.firstOf(file, found.inspection().sha256());
        if (first.isPresent()) {
          return end.duplicate(file, checkpoint, first.get(), deadline);
        }
        if (!checkpoints.advance(file.id(), checkpoint)) {
          return Ending.SUPERSEDED;
        }
      }
      return rows(checkpoint.inspection().orElseThrow());
    }

    private Ending rows(Inspection inspection) throws IOException, UnreadableFileException {
      Header header =
          Header.of(file.settings().kind(), inspection.notation(), inspection.columns());
      try (InputStream input = open(inspection)) {
        UnitReader units =
            new UnitReader(
                RowReader.resume(input, header, checkpoint.position()), file.settings().kind());
        Optional<Unit> next = units.next();
        while (next.isPresent()) {
          if (moved && !deadline.allows(ONE_WINDOW)) {
            return Ending.TIME_UP;
          }
          Window window = new Window(file.id(), send.limits().windowItems());
          while (next.isPresent() && window.take(next.get())) {
            next = units.next();
          }
          Optional<Ending> ending = settle(header, window);
          if (ending.isPresent()) {
            return ending.get();
          }
        }
      }
      return end.succeeded(file, checkpoint, deadline);
    }

    /// From the checkpoint on; a compressed file is read up to there, as nothing in it can be found
    /// otherwise.
    private InputStream open(Inspection inspection) throws IOException {
      long offset = checkpoint.position().offset();
      if (!inspection.isGzip()) {
        return files.open(object, offset);
      }
      InputStream content = GzipStream.of(files.open(object, 0), object.size());
      content.skipNBytes(offset);
      return content;
    }

    private Optional<Ending> settle(Header header, Window window) {
      Optional<List<ItemResult>> results = results(window);
      if (results.isEmpty()) {
        return Optional.of(timeUp());
      }
      Settle settled = new Settle(header, checkpoint.counts());
      Iterator<ItemResult> answers = results.get().iterator();
      for (Unit unit : window.units()) {
        if (unit.content() instanceof Unit.Bad bad) {
          settled.bad(unit, bad);
        } else if (answers.hasNext()) {
          settled.answered(unit, answers.next());
        }
      }
      faults.write(file.id(), settled.faults(), deadline);
      return move(checkpoint.moved(window.after(), settled.counts(), chance.now()));
    }

    /// A validation sends nothing: its good rows stay unprocessed.
    private Optional<List<ItemResult>> results(Window window) {
      return file.settings().mode() == ImportMode.VALIDATE || window.items().isEmpty()
          ? Optional.of(List.of())
          : send.send(file.settings().kind(), window.items(), requestId, deadline);
    }

    /// Rows of a window that another run has settled are not this one's.
    private Optional<Ending> move(Checkpoint next) {
      if (!checkpoints.advance(file.id(), next)) {
        return Optional.of(Ending.SUPERSEDED);
      }
      checkpoint = next;
      moved = true;
      return file.settings()
          .tolerance()
          .filter(tolerance -> tolerance.isPassedBy(checkpoint.counts()))
          .map(_ -> end.failed(file, checkpoint, toleranceExceeded(), deadline));
    }

    private Failure toleranceExceeded() {
      return new Failure(
          "tolerance_exceeded",
          "%d of %d rows were bad by row %d"
              .formatted(
                  checkpoint.counts().failed(),
                  checkpoint.counts().total(),
                  checkpoint.position().row()),
          "mend the rows listed under errors and send the file again");
    }

    private Ending timeUp() {
      if (!moved) {
        throw new IllegalStateException(
            "the orders service answered no batch of import "
                + file.id()
                + " from row "
                + (checkpoint.position().row() + 1)
                + " on; a retry goes on there");
      }
      return Ending.TIME_UP;
    }
  }
}
