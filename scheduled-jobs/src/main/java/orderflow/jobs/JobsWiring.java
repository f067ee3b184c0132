package orderflow.jobs;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import orderflow.jobs.application.HandOver;
import orderflow.jobs.application.Job;
import orderflow.jobs.application.ReadRuns;
import orderflow.jobs.application.RunJob;
import orderflow.jobs.application.StartRun;
import orderflow.jobs.domain.JobCatalogue;
import orderflow.jobs.dynamodb.AnchorStore;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.jobs.http.JobRoutes;
import orderflow.jobs.s3.LetterBox;
import orderflow.jobs.s3.Reports;
import orderflow.jobs.ses.Mailer;
import orderflow.jobs.work.Commands;
import orderflow.jobs.work.DailyReport;
import orderflow.jobs.work.ExpireOrders;
import orderflow.jobs.work.Reconcile;
import orderflow.jobs.work.Redrive;
import orderflow.jobs.work.RotateKeys;
import orderflow.jobs.work.SealAudit;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.s3.S3Clients;
import orderflow.kit.sdk.ClientSettings;
import orderflow.kit.time.Clocks;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// Puts engine, jobs and routes together. Clock, randomness and clients are made here and handed
/// down.
final class JobsWiring {
  private final Map<String, String> environment;
  private final Chance chance;
  private final DynamoDbClient client;
  private final FunctionClient functions;
  private final Consumer<Duration> pause;

  private JobsWiring(
      Map<String, String> environment,
      Chance chance,
      DynamoDbClient client,
      FunctionClient functions,
      Consumer<Duration> pause) {
    this.environment = environment;
    this.chance = chance;
    this.client = client;
    this.functions = functions;
    this.pause = pause;
  }

  static JobsWiring of(Map<String, String> environment, ExecutionInterceptor... interceptors) {
    return of(
        environment,
        new Chance(Clocks.from(environment), new SecureRandom()),
        wait -> LockSupport.parkNanos(wait.toNanos()),
        interceptors);
  }

  static JobsWiring of(
      Map<String, String> environment,
      Chance chance,
      Consumer<Duration> pause,
      ExecutionInterceptor... interceptors) {
    var lambda = FunctionClient.clientBuilder();
    endpoint(environment, "LAMBDA").ifPresent(lambda::endpointOverride);
    return new JobsWiring(
        environment,
        chance,
        DynamoDbClients.create(environment, interceptors),
        new FunctionClient(lambda.build()),
        pause);
  }

  Chance chance() {
    return chance;
  }

  JobRoutes.UseCases useCases(JobsConfig config) {
    RunStore runs = new RunStore(client, config.jobsTable(), chance.random());
    SecretStore secrets = new SecretStore(client, config.jobsTable(), chance.random());
    return new JobRoutes.UseCases(
        new ReadRuns(runs),
        new StartRun(
            runs,
            new MarkerStore(client, config.jobsTable()),
            new HandOver(functions),
            config.runJobFunction(),
            chance),
        new Cursors(secrets, chance.clock()),
        chance);
  }

  RunJob engine(RunJobConfig config) {
    return new RunJob(
        new RunStore(client, config.jobsTable(), chance.random()),
        jobs(config),
        new HandOver(functions),
        chance,
        pause);
  }

  private Map<String, Job> jobs(RunJobConfig config) {
    Commands orders = new Commands(functions, config.orderCommandsFunction(), pause);
    Commands auth = new Commands(functions, config.authCommandsFunction(), pause);
    S3Client s3 = S3Clients.create(environment);
    Reports reports = new Reports(s3, config.reportsBucket());
    Mailer mailer = new Mailer(ses(), config.mailFrom(), config.reportRecipients());
    return Map.of(
        JobCatalogue.EXPIRE_ORDERS,
        new ExpireOrders(orders, pause, chance.random()),
        JobCatalogue.ROTATE_KEYS,
        new RotateKeys(auth),
        JobCatalogue.SEAL_AUDIT,
        new SealAudit(auth, new AnchorStore(client, config.jobsTable())),
        JobCatalogue.DAILY_REPORT,
        new DailyReport(orders, reports, mailer),
        JobCatalogue.RECONCILE,
        new Reconcile(orders, reports),
        JobCatalogue.REDRIVE,
        new Redrive(new LetterBox(s3, config.deadLetterBucket()), functions, chance.clock()));
  }

  /// One attempt: a mail that was sent and not answered must not go out twice.
  private SesClient ses() {
    ClientSettings settings =
        new ClientSettings(
            environment, "SES", Duration.ofSeconds(5), AwsRetryStrategy.doNotRetry(), List.of());
    return settings.on(SesClient.builder()).build();
  }

  private static Optional<URI> endpoint(Map<String, String> environment, String service) {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service)).map(URI::create);
  }
}
