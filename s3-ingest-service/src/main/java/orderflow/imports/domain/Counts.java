package orderflow.imports.domain;

/// Rows of an import by what became of them. They add up by construction: a row that has its turn
/// leaves `unprocessed` for exactly one of the others.
public record Counts(
    long created, long updated, long unchanged, long duplicate, long failed, long unprocessed) {

  /// Of a file of which nothing is known yet.
  public static Counts none() {
    return unprocessed(0);
  }

  /// Of a file of this many rows, none of which has had its turn.
  public static Counts unprocessed(long rows) {
    return new Counts(0, 0, 0, 0, 0, rows);
  }

  /// All rows of the file.
  public long total() {
    return processed() + unprocessed;
  }

  /// Rows that have had their turn.
  public long processed() {
    return created + updated + unchanged + duplicate + failed;
  }

  /// The counts after so many rows more had their turn.
  ///
  /// @throws IllegalArgumentException when there are not so many left: a row would count twice
  public Counts plus(RowOutcome outcome, long rows) {
    if (rows > unprocessed) {
      throw new IllegalArgumentException(
          "%d rows cannot be counted, %d are left".formatted(rows, unprocessed));
    }
    long left = unprocessed - rows;
    return switch (outcome) {
      case CREATED -> new Counts(created + rows, updated, unchanged, duplicate, failed, left);
      case UPDATED -> new Counts(created, updated + rows, unchanged, duplicate, failed, left);
      case UNCHANGED -> new Counts(created, updated, unchanged + rows, duplicate, failed, left);
      case DUPLICATE -> new Counts(created, updated, unchanged, duplicate + rows, failed, left);
      case FAILED -> new Counts(created, updated, unchanged, duplicate, failed + rows, left);
    };
  }
}
