package orderflow.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import orderflow.local.lambda.functions.Obedient;

/// A Lambda service over the functions of this module's test classes.
public final class LambdaFixture {

  public static final ObjectMapper JSON = new ObjectMapper();

  private LambdaFixture() {}

  /// A service whose functions are these.
  public static LambdaService service(Path data, FunctionDefinition... functions)
      throws IOException {
    return new LambdaService(settings(data), List.of(functions), report -> {});
  }

  public static LambdaSettings settings(Path data) {
    return LambdaSettings.of(Path.of("target/ric"), data, InstantSource.system());
  }

  /// [Obedient], with a timeout no test reaches by accident.
  public static FunctionDefinition obedient() {
    return function("Obedient", Obedient.class);
  }

  public static FunctionDefinition function(String name, Class<?> handler) {
    return FunctionDefinition.of(name, handler.getName(), testClasses())
        .withTimeout(Duration.ofSeconds(60));
  }

  public static Invocation order(String what, String argument) {
    return Invocation.of("Obedient", event(what, argument));
  }

  static String event(String what, String argument) {
    return JSON.valueToTree(Map.of("do", what, "argument", argument)).toString();
  }

  static InvocationOutcome.Finished finished(InvocationOutcome outcome) {
    if (outcome instanceof InvocationOutcome.Finished finished) {
      return finished;
    }
    throw new AssertionError("refused: " + outcome);
  }

  static JsonNode payload(InvocationOutcome outcome) throws JsonProcessingException {
    return JSON.readTree(finished(outcome).payload());
  }

  private static Path testClasses() {
    try {
      return Path.of(Obedient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
