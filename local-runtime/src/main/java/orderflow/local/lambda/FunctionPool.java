package orderflow.local.lambda;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The processes of one function: keeps idle ones for the next event, ends those that are idle too
/// long or run old code.
final class FunctionPool {

  private final ProcessStarter starter;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Map<ExecutionEnvironment, Long> busy = new HashMap<>();
  private FunctionDefinition definition;
  private long generation;

  FunctionPool(FunctionDefinition definition, ProcessStarter starter) {
    this.definition = definition;
    this.starter = starter;
  }

  /// The process used last, which is the most likely to be warm in every respect, or a new one.
  ExecutionEnvironment take() throws IOException {
    long startedIn;
    FunctionDefinition current;
    synchronized (this) {
      if (!idle.isEmpty()) {
        return markBusy(idle.pop(), generation);
      }
      startedIn = generation;
      current = definition;
    }
    return markBusy(starter.start(current), startedIn);
  }

  /// Keeps a process for the next event, unless it has ended or its code is old.
  synchronized void giveBack(ExecutionEnvironment environment) {
    Long startedIn = busy.remove(environment);
    if (environment.isEnded()) {
      return;
    }
    if (startedIn != null && startedIn == generation) {
      idle.push(environment);
    } else {
      environment.stop();
    }
  }

  /// From now on processes start with this definition and the code now in its folder; running
  /// invocations finish.
  synchronized void replace(FunctionDefinition replacement) {
    definition = replacement;
    generation++;
    idle.forEach(ExecutionEnvironment::stop);
    idle.clear();
  }

  synchronized void stopIdleSince(Instant instant) {
    idle.removeIf(environment -> stopIfIdleSince(environment, instant));
  }

  synchronized FunctionDefinition definition() {
    return definition;
  }

  synchronized List<ExecutionEnvironment> busy() {
    return List.copyOf(busy.keySet());
  }

  synchronized int size() {
    idle.removeIf(ExecutionEnvironment::isEnded);
    return idle.size() + busy.size();
  }

  private synchronized ExecutionEnvironment markBusy(
      ExecutionEnvironment environment, long startedIn) {
    busy.put(environment, startedIn);
    return environment;
  }

  private static boolean stopIfIdleSince(ExecutionEnvironment environment, Instant instant) {
    if (environment.idleSince().isAfter(instant)) {
      return false;
    }
    environment.stop();
    return true;
  }
}
