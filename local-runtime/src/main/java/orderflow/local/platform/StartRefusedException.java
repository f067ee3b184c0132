package orderflow.local.platform;

import java.util.List;
import java.util.stream.Collectors;

/// The platform did not start, and nothing of it runs. All problems that can be seen at once are
/// told at once.
public final class StartRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  // Exceptions are serializable; this one never leaves its JVM.
  private final transient List<StartProblem> problems;

  StartRefusedException(List<StartProblem> problems) {
    super(problems.stream().map(StartProblem::toString).collect(Collectors.joining("\n\n")));
    this.problems = List.copyOf(problems);
  }

  StartRefusedException(String found, String expected, String remedy) {
    this(List.of(new StartProblem(found, expected, remedy)));
  }

  /// At least one.
  public List<StartProblem> problems() {
    return problems;
  }
}
