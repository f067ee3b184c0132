package orderflow.system.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import orderflow.local.lambda.FunctionStatistics;
import orderflow.local.platform.Platform;

/// Kills the processes of functions while they work, at random moments.
final class Killer {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
  private static final long LONGEST_DELAY_MICROS = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Platform platform;
  private final Random random;
  private final Map<String, Integer> deaths = new TreeMap<>();

  Killer(Platform platform, Random random) {
    this.platform = platform;
    this.random = random;
  }

  /// Kills each of the functions so many times, in a random order.
  ///
  /// @param isOver asked before each kill: no more then
  void kill(List<String> functions, int times, BooleanSupplier isOver) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      order.addAll(functions);
    }
    Collections.shuffle(order, random);
    for (String function : order) {
      if (isOver.getAsBoolean()) {
        return;
      }
      Patience.pause(Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis())));
      Patience.until(
          function + " being killed at work", PATIENCE, () -> kill(function), died -> died);
    }
  }

  /// Processes that died, by function.
  Map<String, Integer> deaths() {
    return deaths;
  }

  private boolean kill(String function) {
    if (!isAtWork(function)) {
      return false;
    }
    Patience.pause(Duration.ofNanos(1_000 * random.nextLong(LONGEST_DELAY_MICROS)));
    if (!isAtWork(function)) {
      return false;
    }
    List<ProcessHandle> processes = Processes.of(function);
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    deaths.merge(function, processes.size(), Integer::sum);
    return !processes.isEmpty();
  }

  private boolean isAtWork(String function) {
    return platform.functions().statistics().stream()
            .filter(one -> one.function().equals(function))
            .mapToInt(FunctionStatistics::executing)
            .sum()
        > 0;
  }
}
