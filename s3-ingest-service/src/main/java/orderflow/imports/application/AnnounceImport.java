package orderflow.imports.application;

import java.util.function.Function;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.dynamodb.Commit;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes an import that waits for its file: one strong read, one transaction.
public final class AnnounceImport {
  private final ImportStore imports;
  private final MarkerStore markers;
  private final Chance chance;

  public AnnounceImport(ImportStore imports, MarkerStore markers, Chance chance) {
    this.imports = imports;
    this.markers = markers;
    this.chance = chance;
  }

  /// Announces an import.
  ///
  /// @param by who does
  /// @param view renders the answer that is kept
  public Announced announce(
      ImportSettings settings,
      String by,
      Attempt attempt,
      Function<Import, Answer> view,
      Deadline deadline) {
    Marker marker = markers.find(attempt);
    if (!(marker instanceof Marker.None)) {
      return known(marker);
    }
    Import made =
        Import.announced(chance.id(Import.ID_PREFIX, attempt.now()), settings, by, attempt.now());
    Answer answer = view.apply(made);
    return switch (imports.announce(made, attempt, answer, deadline)) {
      case Commit.Done _ -> new Announced.Made(answer, false);
      case Commit.Known(Marker winner) -> known(winner);
      case Commit.Busy _ -> new Announced.InProgress();
    };
  }

  private static Announced known(Marker marker) {
    return switch (marker) {
      case Marker.None _ -> new Announced.InProgress();
      case Marker.OtherRequest _ -> new Announced.KeyReused();
      case Marker.Answered(Answer answer, boolean own) -> new Announced.Made(answer, !own);
    };
  }
}
