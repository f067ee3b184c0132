package orderflow.local.cli;

/// Why the platform cannot do what was asked, told to its user without a stack trace.
final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  /// A problem and its remedy.
  ///
  /// @param found what was found
  /// @param mend what was expected, and the command or change that mends it
  Problem(String found, String mend) {
    super(found + System.lineSeparator() + "  " + mend);
  }
}
