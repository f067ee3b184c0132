package orderflow.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import orderflow.local.store.StoreGateway;

/// How a platform is started.
///
/// @param home the project's folder: modules `dynamodb-local` and `local-runtime`, built
/// @param data the folder for the state file, logs and, unless `inMemory`, the store
/// @param portBase API, Lambda API and DynamoDB listen on +0, +1 and +3; 0 takes free ports
/// @param dynamodb another server in place of the embedded one
/// @param environment variables by function that replace the template's
/// @param debugPorts by function name
public record PlatformOptions(
    Path home,
    Path template,
    Path data,
    boolean inMemory,
    int portBase,
    Map<String, String> parameters,
    Map<String, Map<String, String>> environment,
    Map<String, Integer> debugPorts,
    Optional<URI> dynamodb,
    Switches switches) {

  public PlatformOptions {
    parameters = Map.copyOf(parameters);
    environment = Map.copyOf(environment);
    debugPorts = Map.copyOf(debugPorts);
  }

  /// What can be turned off.
  public record Switches(boolean seed, boolean reload, StoreGateway.Iam iam) {}

  /// A platform for a test: free ports, a store in memory, seeded, policies enforced.
  public static PlatformOptions forTests(Path home, Path data) {
    return new PlatformOptions(
        home,
        home.resolve("template.yaml"),
        data,
        true,
        0,
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        new Switches(true, false, StoreGateway.Iam.ENFORCE));
  }

  int port(int offset) {
    return portBase == 0 ? 0 : portBase + offset;
  }
}
