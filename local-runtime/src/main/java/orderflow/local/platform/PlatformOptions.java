package orderflow.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.store.IamMode;

/// How a platform is started.
///
/// @param projectRoot the project's folder: modules `dynamodb-local` and `local-runtime`, built
/// @param data the folder for the store, logs and class archives; empty keeps all of it in memory
///   and in a temporary folder that ends with the platform
/// @param fresh empties the store first
/// @param environmentOverrides variables by function (logical id) that replace the template's
/// @param dynamodb another server in place of the embedded one
/// @param delays before events of queue and streams are tried again
/// @param seed runs `events/seed.json` on an empty store
/// @param reload takes new code when a package changes
/// @param debugPorts by function (logical id)
public record PlatformOptions(
    Path projectRoot,
    Path template,
    Optional<Path> data,
    boolean fresh,
    Ports ports,
    Map<String, String> parameters,
    Map<String, Map<String, String>> environmentOverrides,
    Optional<URI> dynamodb,
    IamMode iam,
    RetryDelays delays,
    boolean seed,
    boolean reload,
    Map<String, Integer> debugPorts) {

  public PlatformOptions {
    parameters = Map.copyOf(parameters);
    environmentOverrides = Map.copyOf(environmentOverrides);
    debugPorts = Map.copyOf(debugPorts);
  }

  /// The project's own template on free ports: in memory, seeded, policies enforced, no reload.
  public static PlatformOptions inMemory(Path projectRoot) {
    return new PlatformOptions(
        projectRoot,
        projectRoot.resolve("template.yaml"),
        Optional.empty(),
        true,
        Ports.any(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        IamMode.ENFORCE,
        RetryDelays.SHORT,
        true,
        false,
        Map.of());
  }
}
