package orderflow.auth.password;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How many guesses a password takes at least, as a binary logarithm: the cheapest way to write it
/// as common passwords, keyboard rows, counting, repetitions, words about its owner, and single
/// characters. It is a lower bound for what is known to be tried first, not a measure of strength.
final class Guessing {
  /// Of a single character that nothing explains.
  private static final int CHARACTER = 5;

  private static final int REPETITION = 4;
  private static final int LONGEST_PART = 64;
  private static final int SHORTEST_ROW = 4;
  private static final int SHORTEST_COUNT = 3;

  /// Rows and columns of keyboards; a walk is a part of one, in either direction.
  private static final List<String> ROWS =
      List.of(
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "qwertzuiop",
          "yxcvbnm",
          "azertyuiop",
          "qsdfghjklm",
          "wxcvbn",
          "1234567890",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "qazwsxedcrfvtgbyhnujmikolp");

  private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

  private static final List<String> WALKS =
      ROWS.stream()
          .flatMap(row -> List.of(row, new StringBuilder(row).reverse().toString()).stream())
          .toList();

  private final String text;
  private final Set<String> personal;
  private final int[] cost;
  private final Cause[] cause;

  /// What a part of a password is guessed by.
  enum Cause {
    CHARACTER("", Guessing.CHARACTER),
    COMMON("passwords that many people have", 14),
    ROW("rows of the keyboard, counting or years", 9),
    REPEATED("repetitions", REPETITION),
    PERSONAL("your name, your address or the name of this service", 4);

    private final String text;
    private final int bits;

    Cause(String text, int bits) {
      this.text = text;
      this.bits = bits;
    }

    String text() {
      return text;
    }
  }

  /// Looks at a password.
  ///
  /// @param personal words about the owner and the service, in lower case
  Guessing(String password, Set<String> personal) {
    this.text = password.toLowerCase(Locale.ROOT);
    this.personal = Set.copyOf(personal);
    this.cost = new int[text.length() + 1];
    this.cause = new Cause[text.length() + 1];
    Arrays.fill(cause, Cause.CHARACTER);
    for (int end = 1; end <= text.length(); end++) {
      cost[end] = cost[end - 1] + CHARACTER;
      explain(end);
    }
  }

  /// The binary logarithm of the guesses.
  int bits() {
    return cost[text.length()];
  }

  /// What explains parts of the password, wherever they stand.
  Set<Cause> causes() {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    causes.addAll(Arrays.asList(cause));
    causes.remove(Cause.CHARACTER);
    return causes;
  }

  /// Looks for cheaper ways to write the text up to a place.
  private void explain(int end) {
    for (int start = Math.max(0, end - LONGEST_PART); start < end; start++) {
      explain(start, end);
    }
    for (int period = 1; 2 * period <= end; period++) {
      int run = repeated(end, period);
      if (run >= period) {
        offer(end, cost[end - run] + REPETITION, Cause.REPEATED);
      }
    }
  }

  private void explain(int start, int end) {
    String part = text.substring(start, end);
    int length = end - start;
    if (personal.contains(part)) {
      offer(end, cost[start] + Cause.PERSONAL.bits, Cause.PERSONAL);
    }
    if (isCounting(part) || isWalk(part) || YEAR.matcher(part).matches()) {
      offer(end, cost[start] + Cause.ROW.bits, Cause.ROW);
    }
    if (length >= CommonPasswords.SHORTEST
        && length <= CommonPasswords.LONGEST
        && cost[start] + Cause.COMMON.bits < cost[end]
        && isCommon(part)) {
      offer(end, cost[start] + Cause.COMMON.bits, Cause.COMMON);
    }
  }

  private void offer(int end, int bits, Cause by) {
    if (bits < cost[end]) {
      cost[end] = bits;
      cause[end] = by;
    }
  }

  /// How many characters before a place equal the one a period before them.
  private int repeated(int end, int period) {
    int run = 0;
    while (end - run - period > 0
        && text.charAt(end - run - 1) == text.charAt(end - run - 1 - period)) {
      run++;
    }
    return run;
  }

  private static boolean isCommon(String part) {
    return CommonPasswords.contains(part) || CommonPasswords.contains(plain(part));
  }

  /// With the letters that digits and signs commonly stand for.
  private static String plain(String part) {
    return part.replace('@', 'a')
        .replace('4', 'a')
        .replace('3', 'e')
        .replace('1', 'i')
        .replace('!', 'i')
        .replace('0', 'o')
        .replace('$', 's')
        .replace('5', 's')
        .replace('7', 't');
  }

  private static boolean isWalk(String part) {
    return part.length() >= SHORTEST_ROW && WALKS.stream().anyMatch(walk -> walk.contains(part));
  }

  /// Each character one after, one before, or the same as the one before it.
  private static boolean isCounting(String part) {
    if (part.length() < SHORTEST_COUNT) {
      return false;
    }
    int step = part.charAt(1) - part.charAt(0);
    return Math.abs(step) <= 1 && Character.isLetterOrDigit(part.charAt(0)) && isEven(part, step);
  }

  private static boolean isEven(String part, int step) {
    for (int i = 2; i < part.length(); i++) {
      if (part.charAt(i) - part.charAt(i - 1) != step) {
        return false;
      }
    }
    return true;
  }
}
