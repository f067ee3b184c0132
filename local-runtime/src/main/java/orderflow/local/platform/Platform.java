package orderflow.local.platform;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import orderflow.local.lambda.LambdaService;
import orderflow.local.store.StoreFaults;
import orderflow.local.template.Table;
import orderflow.local.template.Template;

/// A template running on this machine. Everything it started ends with it.
public final class Platform implements AutoCloseable {
  private final Template template;
  private final LambdaService functions;
  private final Endpoints endpoints;
  private final StoreFaults storeFaults;
  private final Parts parts;
  private final Consumer<String> notices;
  private final CountDownLatch stop;

  Platform(
      Template template,
      LambdaService functions,
      Endpoints endpoints,
      StoreFaults storeFaults,
      Parts parts,
      Consumer<String> notices,
      CountDownLatch stop) {
    this.template = template;
    this.functions = functions;
    this.endpoints = endpoints;
    this.storeFaults = storeFaults;
    this.parts = parts;
    this.notices = notices;
    this.stop = stop;
  }

  /// Starts everything and seeds an empty store; returns when requests are answered.
  ///
  /// @param progress is told what is not emulated, of each step, and what a policy would refuse
  /// @throws StartRefusedException if it cannot start, with what mends it; nothing is left running
  public static Platform start(PlatformOptions options, Consumer<String> progress)
      throws StartRefusedException {
    return PlatformStart.start(options, progress);
  }

  /// What would keep a platform from starting, without starting anything.
  public static List<StartProblem> problems(PlatformOptions options) {
    try {
      StartChecks.pass(options);
      return List.of();
    } catch (StartRefusedException e) {
      return e.problems();
    }
  }

  /// The ports of these that are in use, and by whom.
  public static List<StartProblem> portProblems(Ports ports) {
    return PortChecks.problems(ports);
  }

  public URI api() {
    return endpoints.api();
  }

  public URI lambda() {
    return endpoints.lambda();
  }

  /// Status, logs and stop, for other processes of this machine: see [ControlServer].
  public URI console() {
    return endpoints.console();
  }

  /// The store gateway; callers without a session token are not restricted by policies.
  public URI dynamodb() {
    return endpoints.dynamodb();
  }

  /// Faults for tests, and the count of the functions' store calls.
  public StoreFaults storeFaults() {
    return storeFaults;
  }

  public LambdaService functions() {
    return functions;
  }

  public Template template() {
    return template;
  }

  public PlatformStatus status() {
    return status(true, template, functions, endpoints);
  }

  static PlatformStatus status(
      boolean ready, Template template, LambdaService functions, Endpoints endpoints) {
    return new PlatformStatus(
        ready,
        endpoints.api(),
        endpoints.lambda(),
        endpoints.console(),
        endpoints.dynamodb(),
        functions.statistics().stream().map(FunctionStatus::of).toList(),
        template.tables().values().stream().map(Table::name).toList(),
        template.file().toAbsolutePath().toString(),
        ProcessHandle.current().pid());
  }

  /// Waits until somebody asks the platform to stop at its console; the caller then closes it.
  public void awaitStop() throws InterruptedException {
    stop.await();
  }

  /// Stops in the reverse order of the start; no child process is left.
  @Override
  public void close() {
    parts.close(notices);
    stop.countDown();
  }
}
