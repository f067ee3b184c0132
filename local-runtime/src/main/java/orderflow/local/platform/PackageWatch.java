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
import java.util.stream.Stream;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.lambda.LambdaService;

/// Reloads a function when a file of its package changed and the package then stayed as it is for
/// one look, so that a build under way is not read half.
final class PackageWatch implements AutoCloseable {
  private static final long LOOK_MILLISECONDS = 300;

  private final LambdaService lambda;
  private final List<FunctionDefinition> functions;
  private final Map<String, Long> loaded = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("package-watch").factory());

  PackageWatch(LambdaService lambda, List<FunctionDefinition> functions) {
    this.lambda = lambda;
    this.functions = List.copyOf(functions);
    functions.forEach(function -> loaded.put(function.name(), newest(function.packageDirectory())));
    seen.putAll(loaded);
    var _ =
        timer.scheduleWithFixedDelay(
            this::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    for (FunctionDefinition function : functions) {
      long now = newest(function.packageDirectory());
      boolean settled = seen.put(function.name(), now).equals(now);
      if (settled && now != 0 && !loaded.put(function.name(), now).equals(now)) {
        lambda.reload(function);
      }
    }
  }

  /// The newest change in a folder; 0 while a build replaces it.
  private static long newest(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
