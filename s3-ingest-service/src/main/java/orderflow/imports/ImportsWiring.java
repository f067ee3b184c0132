package orderflow.imports;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.application.AcceptFile;
import orderflow.imports.application.AnnounceImport;
import orderflow.imports.application.EndImport;
import orderflow.imports.application.ReadImports;
import orderflow.imports.application.RunImport;
import orderflow.imports.application.SendItems;
import orderflow.imports.application.SteerImport;
import orderflow.imports.dynamodb.CheckpointStore;
import orderflow.imports.dynamodb.ContentStore;
import orderflow.imports.dynamodb.ImportLists;
import orderflow.imports.dynamodb.ImportStore;
import orderflow.imports.dynamodb.ObjectStore;
import orderflow.imports.dynamodb.RowFaultStore;
import orderflow.imports.files.ImportFiles;
import orderflow.imports.http.ImportRoutes;
import orderflow.imports.s3.PutEvent;
import orderflow.imports.s3.UploadedFiles;
import orderflow.imports.s3.Uploads;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.s3.S3Clients;
import orderflow.kit.time.Clocks;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Puts the use cases together. Clock, randomness and clients are made here and handed down.
final class ImportsWiring {
  private final Map<String, String> environment;
  private final Chance chance;
  private final DynamoDbClient tables;

  private ImportsWiring(Map<String, String> environment, Chance chance, DynamoDbClient tables) {
    this.environment = environment;
    this.chance = chance;
    this.tables = tables;
  }

  static ImportsWiring of(Map<String, String> environment, ExecutionInterceptor... interceptors) {
    Chance chance = new Chance(Clocks.from(environment), new SecureRandom());
    return new ImportsWiring(
        environment, chance, DynamoDbClients.create(environment, interceptors));
  }

  Chance chance() {
    return chance;
  }

  ImportRoutes.UseCases useCases(ImportsConfig config) {
    String table = config.importsTable();
    ImportStore imports = imports(table);
    SecretStore secrets = new SecretStore(tables, table, chance.random());
    return new ImportRoutes.UseCases(
        new AnnounceImport(imports, new MarkerStore(tables, table), chance),
        new SteerImport(
            imports,
            new CheckpointStore(tables, table, chance.random()),
            new MarkerStore(tables, table),
            // Resumptions are rare: the client is not made before one comes.
            (object, deadline) ->
                new FunctionClient(lambda())
                        .send(config.importFileFunction(), PutEvent.of(object), deadline)
                    == SendResult.ACCEPTED),
        new ReadImports(
            imports,
            new ImportLists(tables, table, chance.random()),
            new RowFaultStore(tables, table, chance.random()),
            chance),
        new Uploads(presigner(), config.uploadBucket()),
        new Cursors(secrets, chance.clock()),
        chance);
  }

  ImportFiles files(ImportFileConfig config, LogWriter log, MetricWriter metrics) {
    String table = config.importsTable();
    FunctionClient functions = new FunctionClient(lambda());
    CheckpointStore checkpoints = new CheckpointStore(tables, table, chance.random());
    SendItems.Limits limits =
        new SendItems.Limits(
            config.orderCommandsFunction(), config.parallelism(), config.batchSize());
    RunImport run =
        new RunImport(
            new UploadedFiles(S3Clients.create(environment)),
            checkpoints,
            new RowFaultStore(tables, table, chance.random()),
            new SendItems(functions, limits, chance),
            new EndImport(checkpoints, new ContentStore(tables, table), imports(table), chance),
            chance);
    AcceptFile accept =
        new AcceptFile(imports(table), new ObjectStore(tables, table, chance.random()), chance);
    return new ImportFiles(accept, run, functions, log, metrics);
  }

  private ImportStore imports(String table) {
    return new ImportStore(tables, table, chance.random());
  }

  private S3Presigner presigner() {
    S3Presigner.Builder builder = S3Presigner.builder();
    region().ifPresent(builder::region);
    endpoint("AWS_ENDPOINT_URL_S3").ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private LambdaClient lambda() {
    LambdaClientBuilder builder = FunctionClient.clientBuilder();
    region().ifPresent(builder::region);
    endpoint("AWS_ENDPOINT_URL_LAMBDA").ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private Optional<Region> region() {
    return Optional.ofNullable(environment.get("AWS_REGION")).map(Region::of);
  }

  private Optional<URI> endpoint(String key) {
    return Optional.ofNullable(environment.get(key)).map(URI::create);
  }
}
