package orderflow.imports.domain;

/// How many bad rows an import bears before it stops.
public sealed interface Tolerance {

  /// Whether these counts have passed it.
  boolean isPassedBy(Counts counts);

  /// At most so many rows.
  record Rows(long rows) implements Tolerance {
    @Override
    public boolean isPassedBy(Counts counts) {
      return counts.failed() > rows;
    }
  }

  /// At most such a part of all rows of the file, in whole percent.
  record Percent(long percent) implements Tolerance {
    @Override
    public boolean isPassedBy(Counts counts) {
      return counts.failed() * 100 > percent * counts.total();
    }
  }
}
