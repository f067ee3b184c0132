package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints shell exports that point the AWS CLI and SDKs at the platform.
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    description = "Print exports for the AWS CLI: eval \"$(./local env)\"")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Env implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin Where where;

  @Override
  public Integer call() throws IOException, Problem {
    JsonNode state = where.running();
    PrintWriter out = spec.commandLine().getOut();
    out.println("export AWS_ENDPOINT_URL_DYNAMODB=" + state.path("dynamodb").asText());
    out.println("export AWS_ENDPOINT_URL_LAMBDA=" + state.path("lambda").asText());
    out.println("export AWS_ENDPOINT_URL_S3=" + state.path("s3").asText());
    out.println("export AWS_ENDPOINT_URL_SES=" + state.path("mail").asText());
    out.println("export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
    out.println("export AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1");
    out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    return 0;
  }
}
