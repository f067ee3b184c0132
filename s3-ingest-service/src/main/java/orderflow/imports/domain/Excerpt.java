package orderflow.imports.domain;

import java.util.regex.Pattern;

/// A short piece of a cell for a report that more people read than the file.
public final class Excerpt {
  private static final int LENGTH = 40;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){11,}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Excerpt() {}

  /// At most 40 characters; mail addresses and numbers as long as a card's are blotted out.
  public static String of(String cell) {
    String head = cell.substring(0, Math.min(cell.length(), 4 * LENGTH));
    String plain = CONTROL.matcher(head).replaceAll("\uFFFD");
    String blotted =
        LONG_NUMBER.matcher(ADDRESS.matcher(plain).replaceAll("***")).replaceAll("***");
    int[] points = blotted.codePoints().limit(LENGTH + 1).toArray();
    return points.length > LENGTH ? new String(points, 0, LENGTH) + "…" : blotted;
  }
}
