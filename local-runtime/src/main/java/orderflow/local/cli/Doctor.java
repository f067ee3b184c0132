package orderflow.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orderflow.local.platform.Platform;
import orderflow.local.platform.PlatformOptions;
import orderflow.local.platform.Ports;
import orderflow.local.platform.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Looks at all that a start needs. One line each; exit code 1 when something is in the way.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check JDK, template, packages, ports and folders")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Doctor implements Callable<Integer> {
  private static final int OLDEST_JAVA = 25;

  @Spec CommandSpec spec;
  @Mixin Where where;
  private boolean sick;

  @Override
  public Integer call() throws IOException {
    String java = "Java " + Runtime.version() + " at " + System.getProperty("java.home");
    report("JDK", java, jdk(java));
    PlatformOptions options = PlatformOptions.inMemory(Where.home());
    report("build", options.template() + " and its packages", Platform.problems(options));
    ports();
    Path data = where.data();
    report("data", data + " can be written", writable(data));
    return sick ? 1 : 0;
  }

  private static List<StartProblem> jdk(String java) {
    return Runtime.version().feature() >= OLDEST_JAVA
        ? List.of()
        : List.of(
            new StartProblem(java, "a JDK " + OLDEST_JAVA + " or newer", "set JAVA_HOME to one"));
  }

  private void ports() throws IOException {
    String range = where.portBase + " to " + (where.portBase + 3);
    Optional<Long> own = where.state().read().map(state -> state.path("pid").asLong());
    if (own.isPresent()) {
      report("ports", range + " are those of the running platform " + own.get(), List.of());
    } else {
      report("ports", range + " are free", Platform.portProblems(Ports.fromBase(where.portBase)));
    }
  }

  private static List<StartProblem> writable(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
      return List.of();
    } catch (IOException e) {
      return List.of(
          new StartProblem(
              folder + " cannot be written", "a folder of yours", "choose one with --data DIR"));
    }
  }

  private void report(String what, String fine, List<StartProblem> problems) {
    PrintWriter out = spec.commandLine().getOut();
    if (problems.isEmpty()) {
      out.printf("ok       %-6s %s%n", what, fine);
    }
    for (StartProblem problem : problems) {
      sick = true;
      out.printf(
          "problem  %-6s %s; expected %s: %s%n",
          what, problem.found(), problem.expected(), problem.remedy());
    }
  }
}
