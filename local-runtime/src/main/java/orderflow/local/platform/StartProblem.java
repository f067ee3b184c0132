package orderflow.local.platform;

/// One reason why a platform does not start.
///
/// @param found what is there
/// @param expected what should be there
/// @param remedy the command or the change that mends it
public record StartProblem(String found, String expected, String remedy) {

  @Override
  public String toString() {
    return "Found:    %s%nExpected: %s%nRemedy:   %s".formatted(found, expected, remedy);
  }
}
