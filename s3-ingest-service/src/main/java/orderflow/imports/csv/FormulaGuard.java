package orderflow.imports.csv;

/// Keeps cells from being taken for formulas by a spreadsheet (OWASP, "CSV Injection"): an
/// apostrophe before what could begin one. It comes off again when the file is read.
public final class FormulaGuard {
  private static final String STARTS = "=+-@\t\r";

  private FormulaGuard() {}

  /// The cell as it may be shown in a spreadsheet.
  public static String on(String cell) {
    return needs(cell) || isGuarded(cell) ? "'" + cell : cell;
  }

  /// The cell as it was before [#on].
  public static String off(String cell) {
    return isGuarded(cell) ? cell.substring(1) : cell;
  }

  private static boolean needs(String cell) {
    return !cell.isEmpty() && STARTS.indexOf(cell.charAt(0)) >= 0;
  }

  /// Any run of apostrophes before such a start, so that taking off undoes putting on always.
  private static boolean isGuarded(String cell) {
    int start = 0;
    while (start < cell.length() && cell.charAt(start) == '\'') {
      start++;
    }
    return start > 0 && needs(cell.substring(start));
  }
}
