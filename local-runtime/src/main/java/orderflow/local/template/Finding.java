package orderflow.local.template;

/// What the platform cannot honour in a template.
///
/// @param what the construct that was found
/// @param why what was expected and how to mend it, or what differs from AWS
public record Finding(Severity severity, SourcePosition position, String what, String why) {

  /// How much a finding matters.
  public enum Severity {
    /// The result would be wrong: the platform does not start.
    REFUSED,
    /// Behaviour on this machine is the same without it: said once at start.
    REPORTED
  }

  @Override
  public String toString() {
    return position + ": " + what + ": " + why;
  }
}
