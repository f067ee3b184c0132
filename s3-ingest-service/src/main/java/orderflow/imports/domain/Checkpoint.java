package orderflow.imports.domain;

import java.time.Instant;
import java.util.Optional;

/// How far an import has come: everything before the position has had its effect and is counted.
///
/// @param fence raised by every run that begins; only the run that raised it last may move the rest
/// @param inspection what the first reading found, once it is through
/// @param updatedAt of the last move, which is the import's heartbeat
/// @param version counts its moves
public record Checkpoint(
    long fence,
    Position position,
    Counts counts,
    Optional<Inspection> inspection,
    Instant updatedAt,
    long version) {

  /// Of an import that has not begun.
  public static Checkpoint none(Instant at) {
    return new Checkpoint(0, Position.start(), Counts.none(), Optional.empty(), at, 0);
  }

  /// After the first reading.
  ///
  /// @param firstRow the boundary after the header
  public Checkpoint inspected(Inspection found, Position firstRow, Instant at) {
    return new Checkpoint(
        fence, firstRow, Counts.unprocessed(found.rows()), Optional.of(found), at, version + 1);
  }

  /// After rows up to the position have had their turn.
  public Checkpoint moved(Position to, Counts after, Instant at) {
    return new Checkpoint(fence, to, after, inspection, at, version + 1);
  }
}
