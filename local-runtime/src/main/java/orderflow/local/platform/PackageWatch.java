package orderflow.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import orderflow.local.lambda.FunctionDefinition;

/// Reloads a function when a file of its package changed and the package then stayed as it is for
/// one look, so that a build under way is not read half.
final class PackageWatch {
  private static final long LOOK_MILLISECONDS = 500;

  private final Consumer<FunctionDefinition> reload;
  private final List<FunctionDefinition> functions;
  private final Map<String, Long> loaded = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();

  PackageWatch(Consumer<FunctionDefinition> reload, List<FunctionDefinition> functions) {
    this.reload = reload;
    this.functions = List.copyOf(functions);
    functions.forEach(function -> loaded.put(function.name(), state(function.packageDirectory())));
    seen.putAll(loaded);
  }

  /// Looks twice a second until the timer is closed.
  static AutoCloseable start(
      Consumer<FunctionDefinition> reload, List<FunctionDefinition> functions) {
    PackageWatch watch = new PackageWatch(reload, functions);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("package-watch").factory());
    var _ =
        timer.scheduleWithFixedDelay(
            watch::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }

  /// One look at all packages; called by one thread.
  void look() {
    for (FunctionDefinition function : functions) {
      long now = state(function.packageDirectory());
      boolean settled = seen.put(function.name(), now).equals(now);
      if (settled && now != 0 && !loaded.put(function.name(), now).equals(now)) {
        reload.accept(function);
      }
    }
  }

  /// Changes with the name, size or time of any file; 0 while a build replaces the folder.
  private static long state(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(PackageWatch::stateOfFile).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long stateOfFile(Path file) {
    long time = file.toFile().lastModified();
    return 31 * (31 * time + file.toFile().length()) + file.toString().hashCode();
  }
}
