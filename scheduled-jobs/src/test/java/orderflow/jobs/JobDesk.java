package orderflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import orderflow.dynamodblocal.TestTables;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.kit.id.Chance;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// The job function over a table, buckets and a Lambda API of its own. Its time moves only when
/// somebody waits or moves it.
final class JobDesk implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-25T00:15:00Z");
  static final String SELF = "arn:aws:lambda:eu-west-1:000000000000:function:run-job:live";
  static final String ORDERS = "orders:live";
  static final String AUTH = "auth:live";

  final FunctionsPlayed functions = FunctionsPlayed.start();
  final Bucket reports = Bucket.create();
  final Bucket letters = Bucket.create();
  final Map<String, String> environment = new HashMap<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final ExecutionInterceptor[] interceptors;
  private final String table = TestTables.create("jobs", List.of("gsi1"));

  JobDesk(ExecutionInterceptor... interceptors) {
    this.interceptors = interceptors;
    environment.putAll(
        Map.of(
            "JOBS_TABLE", table,
            "ORDER_COMMANDS_FUNCTION", ORDERS,
            "AUTH_COMMANDS_FUNCTION", AUTH,
            "REPORTS_BUCKET", reports.name(),
            "DEAD_LETTER_BUCKET", letters.name(),
            "AWS_REGION", "eu-west-1",
            "AWS_ENDPOINT_URL_DYNAMODB", TestTables.endpoint().toString(),
            "AWS_ENDPOINT_URL_S3", Bucket.endpoint().toString(),
            "AWS_ENDPOINT_URL_LAMBDA", functions.endpoint().toString()));
    environment.put("RUN_JOB_FUNCTION", SELF);
  }

  void move(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  Instant now() {
    return now.get();
  }

  JobReply deliver(JobEvent event) {
    return deliver(event, Duration.ofMinutes(5));
  }

  JobReply deliver(JobEvent event, Duration remaining) {
    return function(new Chance(now::get, new SecureRandom()), this::move)
        .handleRequest(event, context(remaining));
  }

  JobReply deliver(String job) {
    return deliver(slot(job, START));
  }

  static JobEvent slot(String job, Instant scheduledFor) {
    return new JobEvent(job, scheduledFor, Optional.empty());
  }

  /// The function as it runs in earnest, with the clock of the machine.
  RunJobFunction onRealTime(Consumer<Duration> pause) {
    return function(new Chance(InstantSource.system(), new SecureRandom()), pause);
  }

  private RunJobFunction function(Chance chance, Consumer<Duration> pause) {
    return new RunJobFunction(
        environment,
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
        chance,
        pause,
        interceptors);
  }

  static Context context(Duration remaining) {
    Context context = mock(Context.class);
    when(context.getRemainingTimeInMillis()).thenReturn((int) remaining.toMillis());
    when(context.getAwsRequestId()).thenReturn("invocation-1");
    when(context.getInvokedFunctionArn()).thenReturn(SELF);
    return context;
  }

  RunStore store() {
    return new RunStore(TestTables.client(), table, new SecureRandom());
  }

  /// The ledger of a job, newest first.
  List<JobRun> runs(String job) {
    return store().page(job, 100, Optional.empty()).data();
  }

  JobRun onlyRun(String job) {
    List<JobRun> runs = runs(job);
    if (runs.size() != 1) {
      throw new AssertionError("expected one run, found " + runs);
    }
    return runs.getFirst();
  }

  static Json json(String text) {
    return JsonReader.readTrusted(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    functions.close();
  }
}
