package orderflow.local.platform;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import orderflow.local.clock.MovableClock;
import orderflow.local.lambda.LambdaService;
import orderflow.local.s3.S3Server;
import orderflow.local.store.AccessRules;
import orderflow.local.store.Fault;
import orderflow.local.store.PolicyUse;
import orderflow.local.store.StoreFaults;
import orderflow.local.store.StoreGateway;
import orderflow.local.template.Bucket;
import orderflow.local.template.Table;
import orderflow.local.template.Template;

/// A template running on this machine. Everything it started ends with it.
public final class Platform implements AutoCloseable {
  private final Template template;
  private final LambdaService functions;
  private final Endpoints endpoints;
  private final EventSources sources;
  private final StoreGateway store;
  private final AccessRules rules;
  private final MovableClock clock;
  private final Parts parts;
  private final Consumer<String> notices;
  private final CountDownLatch stop;

  Platform(
      Template template,
      LambdaService functions,
      Endpoints endpoints,
      EventSources sources,
      StoreGateway store,
      AccessRules rules,
      MovableClock clock,
      Parts parts,
      Consumer<String> notices,
      CountDownLatch stop) {
    this.template = template;
    this.functions = functions;
    this.endpoints = endpoints;
    this.sources = sources;
    this.store = store;
    this.rules = rules;
    this.clock = clock;
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

  /// Object storage; callers without a session token are not restricted by policies.
  public URI s3() {
    return endpoints.s3();
  }

  /// The buckets' own view, past policies and signatures.
  public S3Server objects() {
    return sources.s3();
  }

  /// Events on their way, mail, schedules and streams.
  EventSources sources() {
    return sources;
  }

  /// What the functions' policies allowed so far.
  public PolicyUse policyUse() {
    return rules.use();
  }

  /// The clock of platform and functions.
  public MovableClock clock() {
    return clock;
  }

  /// Whether nothing is on its way: no event waits in the queue, and every change of a table has
  /// reached its functions.
  public boolean isIdle() {
    return sources.isIdle();
  }

  /// Faults for tests, and the count of the functions' store calls.
  public StoreFaults<Fault> storeFaults() {
    return store.faults();
  }

  public LambdaService functions() {
    return functions;
  }

  public Template template() {
    return template;
  }

  public PlatformStatus status() {
    return new PlatformStatus(
        true,
        endpoints.api(),
        endpoints.lambda(),
        endpoints.console(),
        endpoints.dynamodb(),
        endpoints.s3(),
        endpoints.mail(),
        functions.statistics().stream().map(FunctionStatus::of).toList(),
        template.tables().values().stream().map(Table::name).toList(),
        template.buckets().values().stream().map(Bucket::name).toList(),
        sources.streams().stream().map(StreamStatus::of).toList(),
        template.s3Triggers().stream()
            .map(trigger -> new PlatformStatus.UploadPlace(trigger.bucket(), trigger.prefix()))
            .toList(),
        template.file().toAbsolutePath().toString(),
        ProcessHandle.current().pid());
  }

  /// Waits until somebody asks the platform to stop at its console; the caller then closes it.
  public void awaitStop() throws InterruptedException {
    stop.await();
  }

  /// Lets [#awaitStop] go.
  void requestStop() {
    stop.countDown();
  }

  /// Stops in the reverse order of the start; no child process is left.
  @Override
  public void close() {
    parts.close(notices);
    stop.countDown();
  }
}
