package orderflow.system.docker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// Skips a class where no Docker daemon answers, and says so in one line.
final class NeedsDocker implements ExecutionCondition {
  private static final String SKIPPED =
      "LocalStack tests skipped: no Docker daemon answers; start Docker and run -Pdocker again";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return ConditionEvaluationResult.enabled("a Docker daemon answers");
    }
    System.out.println(SKIPPED);
    return ConditionEvaluationResult.disabled(SKIPPED);
  }
}
