package orderflow.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.files.ImportFiles;
import orderflow.kit.log.LogWriter;
import orderflow.kit.metrics.MetricWriter;
import orderflow.kit.time.Deadline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Reads uploaded files and sends their rows to the orders service. It may be killed at any moment
/// and get any event twice, late or at the same time as another: what counts stands in the import's
/// checkpoint. A file that takes longer than one invocation is read by several.
public final class ImportFileFunction implements RequestHandler<S3Event, Void> {
  private final ImportFiles files;
  private final ImportsWiring wiring;
  private final String name;

  public ImportFileFunction() {
    this(System.getenv());
  }

  public ImportFileFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  ImportFileFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    this.wiring = ImportsWiring.of(environment, interceptors);
    this.name = environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "function");
    this.files =
        wiring.files(
            ImportFileConfig.from(environment),
            LogWriter.from(environment, out, wiring.chance().clock()),
            new MetricWriter(out, name, wiring.chance().clock()));
    ImportsPriming.file();
  }

  // Lambda's interface has no other answer for a function that answers nothing.
  @Override
  public @Nullable Void handleRequest(S3Event event, Context context) {
    files.handle(
        event,
        new ImportFiles.Invocation(
            context.getAwsRequestId(),
            self(context),
            Deadline.of(context, wiring.chance().clock())));
    return null;
  }

  /// The alias that was invoked, so that a run goes on in the same version.
  private String self(Context context) {
    return Optional.ofNullable(context.getInvokedFunctionArn())
        .filter(arn -> !arn.isBlank())
        .orElse(name);
  }
}
