package orderflow.local.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orderflow.local.clock.MovableClock;
import orderflow.local.dynamodb.DynamoDbProcess;
import orderflow.local.dynamodb.Tables;
import orderflow.local.httpapi.AccessLog;
import orderflow.local.httpapi.FunctionTarget;
import orderflow.local.httpapi.HttpApiServer;
import orderflow.local.httpapi.HttpApiSettings;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.lambda.InvokeApi;
import orderflow.local.lambda.LambdaService;
import orderflow.local.lambda.LambdaSettings;
import orderflow.local.lambda.LogStore;
import orderflow.local.store.AccessRules;
import orderflow.local.store.StoreGateway;
import orderflow.local.template.HttpApi;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.Template;

/// One start of a platform: checks all that can be checked, then starts the parts. The store starts
/// first, because it takes longest, and is waited for last.
final class PlatformStart {
  private final PlatformOptions options;
  private final Consumer<String> progress;
  private final Template template;
  private final Parts parts;
  private final DataFolder data;

  private PlatformStart(
      PlatformOptions options, Consumer<String> progress, Template template, Parts parts)
      throws IOException, StartRefusedException {
    this.options = options;
    this.progress = progress;
    this.template = template;
    this.parts = parts;
    this.data = parts.open(DataFolder.open(options.data()));
  }

  static Platform start(PlatformOptions options, Consumer<String> progress)
      throws StartRefusedException {
    Template template = StartChecks.pass(options);
    template.reported().forEach(finding -> progress.accept(finding.toString()));
    Parts parts = new Parts();
    try {
      return new PlatformStart(options, progress, template, parts).run();
    } catch (IOException e) {
      parts.close(progress);
      throw new StartRefusedException(
          String.valueOf(e.getMessage()),
          "all parts of the platform start",
          "./local doctor looks for the cause");
    } catch (StartRefusedException | RuntimeException e) {
      parts.close(progress);
      throw e;
    }
  }

  private Platform run() throws StartRefusedException, IOException {
    if (options.fresh()) {
      data.empty();
    }
    Optional<DynamoDbProcess> embedded = embeddedStore();
    MovableClock clock = new MovableClock(data.clockOffset(), InstantSource.system());
    AccessRules rules = rules();
    LambdaService functions = parts.open(new LambdaService(settings(), List.of(), report -> {}));
    EventSources sources =
        new EventSources(template, options, data, clock, functions, rules, parts, progress);
    InvokeApi lambda =
        parts.open(
            new InvokeApi(
                functions, sources.queue(), rules::invocationRefusal, options.ports().lambda()));
    HttpApiServer api = parts.open(api(functions, clock));
    CountDownLatch stop = new CountDownLatch(1);
    ControlServer console = parts.open(new ControlServer(options.ports().console()));
    URI upstream = upstream(embedded);
    boolean fresh = Tables.create(upstream, template.tables().values());
    StoreGateway store =
        parts.open(
            new StoreGateway(
                upstream, rules, template.tables().values(), options.ports().dynamodb()));
    Endpoints endpoints =
        new Endpoints(
            URI.create(api.url()),
            URI.create(lambda.url()),
            URI.create(console.url()),
            URI.create(store.url()),
            sources.s3().url(),
            sources.mail().url());
    load(functions, endpoints, clock);
    seed(functions, fresh);
    sources.start(upstream, progress);
    Platform platform =
        new Platform(
            template, functions, endpoints, sources, store, rules, clock, parts, progress, stop);
    PlatformControls.open(console, platform, upstream);
    return platform;
  }

  private void load(LambdaService functions, Endpoints endpoints, MovableClock clock)
      throws StartRefusedException {
    Map<String, String> environment = new HashMap<>(endpoints.forFunctions());
    environment.put("CLOCK_OFFSET_FILE", clock.file().toString());
    List<FunctionDefinition> definitions = FunctionDefinitions.of(template, options, environment);
    definitions.forEach(functions::reload);
    if (options.reload()) {
      parts.open(PackageWatch.start(functions::reload, definitions));
    }
  }

  private void seed(LambdaService functions, boolean fresh)
      throws StartRefusedException, IOException {
    if (options.seed() && (fresh || data.isSeedUnfinished())) {
      progress.accept("Seeding the empty store");
      data.beginSeed();
      Seed.run(template, functions);
      data.endSeed();
    }
  }

  private LambdaSettings settings() {
    Path client = options.projectRoot().resolve("local-runtime/target/ric");
    LambdaSettings settings = LambdaSettings.of(client, data.functions(), InstantSource.system());
    return data.archives().map(settings::withArchives).orElse(settings);
  }

  private Optional<DynamoDbProcess> embeddedStore() throws IOException {
    if (options.dynamodb().isPresent()) {
      return Optional.empty();
    }
    Path module = options.projectRoot().resolve("dynamodb-local");
    return Optional.of(parts.open(DynamoDbProcess.start(module, data.store())));
  }

  private URI upstream(Optional<DynamoDbProcess> embedded) throws IOException {
    if (embedded.isPresent()) {
      return embedded.get().endpoint();
    }
    return options.dynamodb().orElseThrow();
  }

  private AccessRules rules() {
    Map<String, List<PolicyStatement>> policies =
        template.functions().values().stream()
            .collect(Collectors.toMap(LambdaFunction::name, LambdaFunction::permissions));
    AccessRules rules = new AccessRules(options.iam(), policies, progress);
    rules.notEvaluated().forEach(progress);
    return rules;
  }

  private HttpApiServer api(LambdaService functions, InstantSource clock) throws IOException {
    Map<String, FunctionTarget> targets = new HashMap<>();
    template
        .functions()
        .forEach((id, function) ->
            targets.put(id, new FunctionTarget(function.name(), function.alias().orElse(""))));
    HttpApi api = template.httpApis().values().iterator().next();
    LogStore logs = functions.logs();
    return new HttpApiServer(
        api,
        HttpApiSettings.of(targets, clock, new SecureRandom()),
        functions::invoke,
        new AccessLog(api, (request, line) -> logs.add("access-log", request, line)),
        options.ports().api());
  }
}
