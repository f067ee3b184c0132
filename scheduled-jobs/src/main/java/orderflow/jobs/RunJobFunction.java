package orderflow.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import orderflow.jobs.application.Invocation;
import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.application.RunJob;
import orderflow.kit.id.Chance;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.Metric;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Runs jobs. Events come from the schedules, from the jobs API and from the function itself, all
/// asynchronously and at least once: a slot has one run however often it is delivered. A failed
/// attempt throws, so that Lambda sends the event again and at last keeps it as a dead letter.
public final class RunJobFunction implements RequestHandler<JobEvent, JobReply> {
  private final RunJob engine;
  private final Chance chance;
  private final LogWriter log;
  private final MetricWriter metrics;
  private final String name;

  public RunJobFunction() {
    this(System.getenv());
  }

  public RunJobFunction(Map<String, String> environment) {
    this(environment, System.out, JobsWiring.of(environment));
  }

  RunJobFunction(
      Map<String, String> environment,
      PrintStream out,
      Chance chance,
      Consumer<Duration> pause,
      ExecutionInterceptor... interceptors) {
    this(environment, out, JobsWiring.of(environment, chance, pause, interceptors));
  }

  private RunJobFunction(Map<String, String> environment, PrintStream out, JobsWiring wiring) {
    this.name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
    this.engine = wiring.engine(RunJobConfig.from(environment));
    this.chance = wiring.chance();
    this.log = LogWriter.from(environment, out, chance.clock());
    this.metrics = new MetricWriter(out, name, chance.clock());
    JobsPriming.event();
  }

  @Override
  public JobReply handleRequest(JobEvent event, Context context) {
    Invocation invocation =
        new Invocation(
            context.getAwsRequestId(), self(context), Deadline.of(context, chance.clock()));
    try {
      JobReply reply = engine.run(event, invocation);
      log.info("job run", fields(event, context, reply.outcome(), reply.runId()));
      if (reply.outcome().equals("succeeded")) {
        metrics.count("job", event.job(), Map.of(Metric.JOB_SUCCEEDED, 1));
      }
      return reply;
    } catch (JobFailedException e) {
      log.error(
          e.getMessage() + "; Lambda sends the event again, then it becomes a dead letter",
          fields(event, context, "failed", event.runId().orElse("")));
      metrics.count("job", event.job(), Map.of(Metric.JOB_FAILED, 1));
      throw e;
    }
  }

  /// The alias that was invoked, so that a run goes on in the same version.
  private String self(Context context) {
    return Optional.ofNullable(context.getInvokedFunctionArn())
        .filter(arn -> !arn.isBlank())
        .orElse(name);
  }

  private static Map<LogField, Object> fields(
      JobEvent event, Context context, String outcome, String runId) {
    Map<LogField, Object> fields = new LinkedHashMap<>();
    fields.put(LogField.REQUEST_ID, context.getAwsRequestId());
    fields.put(LogField.JOB, event.job());
    fields.put(LogField.RUN_ID, runId);
    fields.put(LogField.OUTCOME, outcome);
    return fields;
  }
}
