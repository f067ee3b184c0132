package orderflow.local.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import orderflow.local.dynamodb.DynamoDbProcess;
import orderflow.local.dynamodb.Tables;
import orderflow.local.httpapi.FunctionTarget;
import orderflow.local.httpapi.HttpApiServer;
import orderflow.local.httpapi.HttpApiSettings;
import orderflow.local.lambda.FunctionDefinition;
import orderflow.local.lambda.InvokeApi;
import orderflow.local.lambda.LambdaService;
import orderflow.local.lambda.LambdaSettings;
import orderflow.local.store.StoreGateway;
import orderflow.local.template.Finding;
import orderflow.local.template.HttpApi;
import orderflow.local.template.LambdaFunction;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.Table;
import orderflow.local.template.Template;
import orderflow.local.template.TemplateReader;

/// A template running on this machine. Everything it started ends with it.
public final class Platform implements AutoCloseable {
  private final PlatformOptions options;
  private final Consumer<String> notices;
  private final Template template;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<String, String> urls = new LinkedHashMap<>();
  private final LambdaService lambda;

  private Platform(PlatformOptions options, Consumer<String> notices) throws Problem, IOException {
    this.options = options;
    this.notices = notices;
    this.template = template(options);
    Files.createDirectories(options.data());
    this.lambda =
        new LambdaService(
            LambdaSettings.of(
                    options.home().resolve("local-runtime/target/ric"),
                    options.data(),
                    InstantSource.system())
                .withArchives(options.home().resolve(".local/archives")),
            List.of(),
            report -> {});
  }

  /// Starts everything and seeds an empty store; returns when requests are answered.
  ///
  /// @param notices is told what is not emulated and what a policy would refuse
  /// @throws Problem if it cannot start, with the way to mend it; nothing is left running
  public static Platform start(PlatformOptions options, Consumer<String> notices) throws Problem {
    try {
      Platform platform = new Platform(options, notices);
      try {
        platform.run();
        return platform;
      } catch (Problem | IOException | RuntimeException e) {
        platform.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Problem(
          String.valueOf(e.getMessage()),
          "Free the port or choose others with --port-base N; ./local doctor looks for the cause.");
    }
  }

  /// The base URLs by part: `api`, `lambda`, `dynamodb`.
  public Map<String, String> urls() {
    return Map.copyOf(urls);
  }

  public Template template() {
    return template;
  }

  public LambdaService lambda() {
    return lambda;
  }

  /// Stops in the reverse order of the start.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        notices.accept("A part did not stop cleanly: " + e.getMessage());
      }
    }
    lambda.close();
  }

  private static Template template(PlatformOptions options) throws Problem {
    Template template;
    try {
      template = TemplateReader.read(options.template(), options.parameters());
    } catch (IOException e) {
      throw new Problem("Found no template at " + options.template(), "Name it with --template F.");
    }
    if (!template.refused().isEmpty()) {
      throw new Problem(
          "The template cannot run here:",
          template.refused().stream().map(Finding::toString).collect(Collectors.joining("\n  ")));
    }
    return template;
  }

  private void run() throws Problem, IOException {
    template.reported().forEach(finding -> notices.accept(finding.toString()));
    boolean fresh = startStore();
    InvokeApi invoke = opened(new InvokeApi(lambda, options.port(1)));
    urls.put("lambda", invoke.url());
    List<FunctionDefinition> definitions = FunctionDefinitions.of(template, options, endpoints());
    definitions.forEach(lambda::reload);
    for (HttpApi api : template.httpApis().values()) {
      serve(api);
    }
    if (fresh && options.switches().seed()) {
      Seed.run(template, lambda);
    }
    if (options.switches().reload()) {
      opened(new PackageWatch(lambda, definitions));
    }
  }

  private boolean startStore() throws IOException {
    URI upstream = options.dynamodb().isPresent() ? options.dynamodb().get() : embedded();
    boolean fresh = Tables.create(upstream, template.tables().values());
    Map<String, List<PolicyStatement>> policies =
        template.functions().values().stream()
            .collect(Collectors.toMap(LambdaFunction::name, LambdaFunction::permissions));
    Map<String, Table> tables =
        template.tables().values().stream().collect(Collectors.toMap(Table::name, table -> table));
    StoreGateway.Rules rules = new StoreGateway.Rules(options.switches().iam(), policies, tables);
    StoreGateway gateway = opened(new StoreGateway(upstream, rules, notices, options.port(3)));
    urls.put("dynamodb", gateway.url());
    return fresh;
  }

  private URI embedded() throws IOException {
    Optional<java.nio.file.Path> data =
        options.inMemory()
            ? Optional.empty()
            : Optional.of(options.data().resolve("dynamodb").toAbsolutePath());
    return opened(DynamoDbProcess.start(options.home().resolve("dynamodb-local"), data)).endpoint();
  }

  private void serve(HttpApi api) throws IOException {
    Map<String, FunctionTarget> targets = new HashMap<>();
    template
        .functions()
        .forEach((id, function) ->
            targets.put(id, new FunctionTarget(function.name(), function.alias().orElse(""))));
    HttpApiServer server =
        new HttpApiServer(
            api,
            HttpApiSettings.of(targets, InstantSource.system(), new SecureRandom()),
            lambda::invoke,
            entry -> {},
            options.port(0));
    urls.put("api", opened(server).url());
  }

  private Map<String, String> endpoints() {
    Map<String, String> endpoints = new HashMap<>();
    urls.forEach((part, url) ->
        endpoints.put("AWS_ENDPOINT_URL_" + part.toUpperCase(java.util.Locale.ROOT), url));
    return endpoints;
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }
}
