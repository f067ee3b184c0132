package orderflow.imports.application;

import java.util.Optional;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.ImportMode;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Progress;
import orderflow.imports.dynamodb.Arrival;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.imports.dynamodb.ObjectStore;
import orderflow.imports.s3.Uploads;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import orderflow.kit.time.Deadline;

/// Finds out which import a file belongs to: the one it was announced for, the one an earlier
/// delivery of the same event gave it to, or a new one of its own. Every version of an object
/// belongs to exactly one import.
public final class AcceptFile {
  private static final String ROOT = "incoming/";

  private final ImportStore imports;
  private final ObjectStore objects;
  private final Chance chance;

  public AcceptFile(ImportStore imports, ObjectStore objects, Chance chance) {
    this.imports = imports;
    this.objects = objects;
    this.chance = chance;
  }

  /// What an event means.
  public sealed interface Accepted {}

  /// The file is this import's.
  public record Mine(Import file) implements Accepted {}

  /// Nothing is to be done.
  ///
  /// @param why for the log
  public record Ignored(String why) implements Accepted {}

  /// Accepts a file. The same event again gives the same import.
  public Accepted accept(ObjectVersion object, Deadline deadline) {
    Optional<ImportKind> kind = kindOf(object.key());
    if (kind.isEmpty()) {
      return new Ignored("the key is not under incoming/products/ or incoming/orders/");
    }
    return objects
        .find(object)
        .map(this::accepted)
        .orElseGet(() -> note(object, kind.get(), deadline));
  }

  private Accepted note(ObjectVersion object, ImportKind kind, Deadline deadline) {
    if (isCancelled(object)) {
      return new Ignored("the import that the file was announced for was cancelled");
    }
    Optional<Import> announced = announced(object, kind);
    Import file = announced.orElseGet(() -> dropped(object, kind));
    return switch (objects.note(object, file, deadline)) {
      case Arrival.Noted _ -> new Mine(file);
      // Another version of the object took the announced import since it was read.
      case Arrival.NotAwaited _ -> note(object, kind, deadline);
      case Arrival.Known known -> accepted(known);
      case Arrival.Late late -> accepted(late);
    };
  }

  private Accepted accepted(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Known(String importId) -> new Mine(imports.find(importId).orElseThrow().file());
      case Arrival.Late _ -> new Ignored("a later version of the object has been noted");
      case Arrival.Noted _, Arrival.NotAwaited _ ->
          throw new IllegalArgumentException("not known yet: " + arrival);
    };
  }

  private Optional<Import> announced(ObjectVersion object, ImportKind kind) {
    String id = object.key().substring(object.key().lastIndexOf('/') + 1);
    if (!Ids.isId(Import.ID_PREFIX, id)) {
      return Optional.empty();
    }
    return imports
        .find(id)
        .map(Progress::file)
        .filter(file -> file.status() == ImportStatus.AWAITING_UPLOAD)
        .filter(file -> file.settings().kind() == kind)
        .filter(file -> Uploads.key(file).equals(object.key()))
        .map(file -> file.arrived(object));
  }

  /// A file that comes after all is not an import of its own: nobody wants it.
  private boolean isCancelled(ObjectVersion object) {
    String id = object.key().substring(object.key().lastIndexOf('/') + 1);
    return Ids.isId(Import.ID_PREFIX, id)
        && imports
            .find(id)
            .map(Progress::file)
            .filter(file -> file.status() == ImportStatus.CANCELLED)
            .filter(file -> file.object().isEmpty())
            .filter(file -> Uploads.key(file).equals(object.key()))
            .isPresent();
  }

  private Import dropped(ObjectVersion object, ImportKind kind) {
    var now = chance.now();
    ImportSettings settings =
        new ImportSettings(
            kind,
            ImportFormat.AUTO,
            ImportMode.COMMIT,
            object.key().substring(object.key().lastIndexOf('/') + 1),
            object.size(),
            Optional.empty(),
            Optional.empty());
    return Import.dropped(chance.id(Import.ID_PREFIX, now), settings, object, now);
  }

  private static Optional<ImportKind> kindOf(String key) {
    int end = key.indexOf('/', ROOT.length());
    boolean inside = key.startsWith(ROOT) && end > 0 && end < key.length() - 1;
    return inside ? ImportKind.parse(key.substring(ROOT.length(), end)) : Optional.empty();
  }
}
