package orderflow.local.lambda;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Lambda on this machine: runs functions in child JVMs, started on demand.
///
/// Thread-safe. An invocation is never retried here: a caller that gets an error knows that the
/// function may have run.
public final class LambdaService implements AutoCloseable {

  private static final long LOG_CHARACTERS = 8L * 1024 * 1024;
  private static final long LOG_POLL_MILLISECONDS = 100;
  private static final long REAP_SECONDS = 15;

  private final LambdaSettings settings;
  private final ProcessStarter starter;
  private final LogStore logs;
  private final Map<String, FunctionInvoker> functions = new ConcurrentHashMap<>();
  private final Consumer<InvocationReport> reports;
  private final InvocationHistory history = new InvocationHistory();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lambda-timer").factory());

  /// Prepares the service; no process starts before the first invocation.
  ///
  /// @param reports is told of every invocation that reached a process
  /// @throws IOException if the Runtime Interface Client is missing or the data folder cannot be
  ///   written
  public LambdaService(
      LambdaSettings settings,
      Collection<FunctionDefinition> definitions,
      Consumer<InvocationReport> reports)
      throws IOException {
    this.settings = settings;
    this.reports = reports;
    this.logs = new LogStore(settings.clock(), LOG_CHARACTERS);
    this.starter = new ProcessStarter(settings, logs);
    definitions.forEach(this::add);
    var _ =
        timer.scheduleWithFixedDelay(
            this::pollLogs, LOG_POLL_MILLISECONDS, LOG_POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            () -> reapIdle(settings.clock().instant()),
            REAP_SECONDS,
            REAP_SECONDS,
            TimeUnit.SECONDS);
  }

  /// Runs a function and waits for its end: at most the start of a process plus the function's
  /// timeout, and before that for a free process.
  public InvocationOutcome invoke(Invocation invocation) {
    return invoke(invocation, UUID.randomUUID().toString());
  }

  /// The same under a request id the caller has given out already: all attempts of an asynchronous
  /// invocation share one.
  InvocationOutcome invoke(Invocation invocation, String requestId) {
    String arn = settings.functionArn(invocation.function(), invocation.qualifier());
    FunctionInvoker function = functions.get(invocation.function());
    if (function == null) {
      return Refusals.notFound(arn);
    }
    Optional<InvocationOutcome.Refused> refusal = refusal(invocation);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return invoke(function, new PendingEvent(requestId, arn, invocation));
  }

  /// Why an invocation would be refused before it takes a process (the DryRun type asks only this).
  public Optional<InvocationOutcome.Refused> refusal(Invocation invocation) {
    FunctionInvoker function = functions.get(invocation.function());
    if (function == null || !function.pool().definition().hasVersion(invocation.qualifier())) {
      return Optional.of(
          Refusals.notFound(settings.functionArn(invocation.function(), invocation.qualifier())));
    }
    if (!PayloadLimit.isWithin(invocation.payload(), PayloadLimit.REQUEST_BYTES)) {
      return Optional.of(Refusals.tooLarge());
    }
    return Optional.empty();
  }

  /// Whether a reserved concurrency of 0 keeps the function from being invoked at all.
  boolean isClosed(String name) {
    FunctionInvoker function = functions.get(name);
    return function != null && function.pool().definition().isThrottledAt(0);
  }

  /// The ARN of a function, with the qualifier unless that is empty.
  String arn(String name, String qualifier) {
    return settings.functionArn(name, qualifier);
  }

  /// Takes a function's new definition and the code now in its folder: idle processes end, running
  /// invocations finish in the old ones, the next invocation starts a new one. Adds the function if
  /// it is new.
  public void reload(FunctionDefinition definition) {
    FunctionInvoker known = functions.get(definition.name());
    if (known == null) {
      add(definition);
    } else {
      known.pool().replace(definition);
    }
  }

  /// One entry a function, by name.
  public List<FunctionStatistics> statistics() {
    return functions.values().stream()
        .map(FunctionInvoker::statistics)
        .sorted(Comparator.comparing(FunctionStatistics::function))
        .toList();
  }

  /// What the functions wrote to their logs.
  public LogStore logs() {
    return logs;
  }

  /// The newest invocations with their events.
  public InvocationHistory history() {
    return history;
  }

  /// Ends processes that were idle for longer than the settings allow. A timer calls it too.
  public void reapIdle(Instant now) {
    functions
        .values()
        .forEach(function -> function.pool().stopIdleSince(now.minus(settings.idleAfter())));
  }

  /// Ends all processes; running invocations get an error.
  @Override
  public void close() {
    timer.shutdownNow();
    starter.close();
  }

  private void add(FunctionDefinition definition) {
    functions.put(
        definition.name(),
        new FunctionInvoker(definition, starter, settings.processesPerFunction()));
  }

  private InvocationOutcome invoke(FunctionInvoker function, PendingEvent event) {
    try {
      InvocationOutcome outcome = function.invoke(event);
      if (outcome instanceof InvocationOutcome.Finished finished) {
        reports.accept(finished.report());
        history.add(
            new InvocationHistory.Entry(finished.report(), event.invocation(), finished.payload()));
      }
      return outcome;
    } catch (IOException e) {
      return Refusals.unavailable("The function's process cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.unavailable("The platform is stopping");
    }
  }

  private void pollLogs() {
    functions.values().stream()
        .flatMap(function -> function.pool().busy().stream())
        .forEach(ExecutionEnvironment::pollLog);
  }
}
