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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orderflow.local.dynamodb.DynamoDbProcess;
import orderflow.local.dynamodb.Tables;
import orderflow.local.httpapi.AccessLog;
import orderflow.local.httpapi.FunctionTarget;
import orderflow.local.httpapi.HttpApiServer;
import orderflow.local.httpapi.HttpApiSettings;
import orderflow.local.lambda.AsyncQueue;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.lambda.InvokeApi;
import orderflow.local.lambda.LambdaService;
import orderflow.local.lambda.LambdaSettings;
import orderflow.local.lambda.LogStore;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.store.AccessRules;
import orderflow.local.store.StoreGateway;
import orderflow.local.template.AsyncSettings;
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
    LambdaService functions = parts.open(new LambdaService(settings(), List.of(), report -> {}));
    AsyncQueue events = parts.open(events(functions));
    AccessRules rules = rules();
    rules.notEvaluated().forEach(progress);
    String lambda =
        parts
            .open(
                new InvokeApi(
                    functions, events, rules::invocationRefusal, options.ports().lambda()))
            .url();
    HttpApiServer api = parts.open(api(functions));
    CountDownLatch stop = new CountDownLatch(1);
    ControlServer console =
        parts.open(new ControlServer(functions.logs(), stop::countDown, options.ports().console()));
    URI upstream = upstream(embedded);
    boolean fresh = Tables.create(upstream, template.tables().values());
    StoreGateway store =
        parts.open(
            new StoreGateway(
                upstream, rules, template.tables().values(), options.ports().dynamodb()));
    Endpoints endpoints = Endpoints.of(api.url(), lambda, console.url(), store.url());
    AtomicBoolean ready = new AtomicBoolean();
    console.show(() -> Platform.status(ready.get(), template, functions, endpoints));
    load(functions, endpoints);
    events.start();
    seed(functions, fresh);
    ready.set(true);
    return new Platform(template, functions, endpoints, store.faults(), parts, progress, stop);
  }

  private void load(LambdaService functions, Endpoints endpoints) throws StartRefusedException {
    List<FunctionDefinition> definitions =
        FunctionDefinitions.of(template, options, endpoints.forFunctions());
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

  private AsyncQueue events(LambdaService functions) throws IOException {
    Map<String, AsyncSettings> settings =
        template.functions().values().stream()
            .collect(Collectors.toMap(LambdaFunction::name, LambdaFunction::async));
    return new AsyncQueue(
        functions,
        name -> settings.getOrDefault(name, AsyncSettings.DEFAULT),
        (bucket, key, record) -> {
          throw new IOException("The platform serves no bucket " + bucket);
        },
        RetryDelays.SHORT,
        InstantSource.system(),
        data.events());
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
    return new AccessRules(options.iam(), policies, progress);
  }

  private HttpApiServer api(LambdaService functions) throws IOException {
    Map<String, FunctionTarget> targets = new HashMap<>();
    template
        .functions()
        .forEach((id, function) ->
            targets.put(id, new FunctionTarget(function.name(), function.alias().orElse(""))));
    HttpApi api = template.httpApis().values().iterator().next();
    LogStore logs = functions.logs();
    return new HttpApiServer(
        api,
        HttpApiSettings.of(targets, InstantSource.system(), new SecureRandom()),
        functions::invoke,
        new AccessLog(api, (request, line) -> logs.add("access-log", request, line)),
        options.ports().api());
  }
}
