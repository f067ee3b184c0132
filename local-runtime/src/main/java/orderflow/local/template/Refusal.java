package orderflow.local.template;

/// Ends the reading of one part of a template; the part's reader turns it into a finding and goes
/// on with the next part, so that one run names every refused construct.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition position;
  private final String what;
  private final String why;

  Refusal(SourcePosition position, String what, String why) {
    super(position + ": " + what + ": " + why, null, false, false);
    this.position = position;
    this.what = what;
    this.why = why;
  }

  static Refusal expected(Value found, String expected) {
    return new Refusal(found.at(), "found " + found.kind(), "expected " + expected);
  }

  Finding finding() {
    return new Finding(Finding.Severity.REFUSED, position, what, why);
  }
}
