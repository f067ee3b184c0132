package orderflow.schedule;

import java.util.Optional;

/// Whole numbers of digits only.
final class Numbers {
  private static final int MAX_DIGITS = 9;

  private Numbers() {}

  static Optional<Integer> parse(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
