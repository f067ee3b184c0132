package orderflow.imports.domain;

import java.time.Instant;
import java.util.Optional;

/// An import as a whole. How far it has come stands in its [Checkpoint].
///
/// @param createdBy who announced it; nothing for a file that was put into the bucket unannounced
/// @param object the file, once it has arrived
/// @param startedAt of the first run
/// @param duplicateOf the import that had the same content before
/// @param failure with status `failed` only
/// @param version counts its changes, from 1
public record Import(
    String id,
    ImportSettings settings,
    ImportStatus status,
    Optional<String> createdBy,
    Optional<ObjectVersion> object,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> duplicateOf,
    Optional<Failure> failure,
    long version) {
  public static final String ID_PREFIX = "imp_";

  /// An import whose file is still to come.
  public static Import announced(String id, ImportSettings settings, String by, Instant now) {
    return created(id, settings, ImportStatus.AWAITING_UPLOAD, Optional.of(by), now);
  }

  /// The import of a file that nobody announced.
  public static Import dropped(
      String id, ImportSettings settings, ObjectVersion object, Instant now) {
    return created(id, settings, ImportStatus.QUEUED, Optional.empty(), now).withObject(object);
  }

  /// The import once its file is there.
  public Import arrived(ObjectVersion file) {
    return new Import(
        id,
        settings,
        ImportStatus.QUEUED,
        createdBy,
        Optional.of(file),
        createdAt,
        startedAt,
        finishedAt,
        duplicateOf,
        failure,
        version + 1);
  }

  /// The import once somebody has ended it.
  public Import cancelled(Instant now) {
    return new Import(
        id,
        settings,
        ImportStatus.CANCELLED,
        createdBy,
        object,
        createdAt,
        startedAt,
        Optional.of(now),
        duplicateOf,
        failure,
        version + 1);
  }

  /// The import once it is to go on.
  public Import resumed() {
    return new Import(
        id,
        settings,
        ImportStatus.QUEUED,
        createdBy,
        object,
        createdAt,
        startedAt,
        Optional.empty(),
        duplicateOf,
        Optional.empty(),
        version + 1);
  }

  private Import withObject(ObjectVersion file) {
    return new Import(
        id,
        settings,
        status,
        createdBy,
        Optional.of(file),
        createdAt,
        startedAt,
        finishedAt,
        duplicateOf,
        failure,
        version);
  }

  private static Import created(
      String id, ImportSettings settings, ImportStatus status, Optional<String> by, Instant now) {
    return new Import(
        id,
        settings,
        status,
        by,
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
