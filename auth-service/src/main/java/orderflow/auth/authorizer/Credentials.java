package orderflow.auth.authorizer;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// The function's own credentials: from the environment, or, with SnapStart, from the endpoint that
/// Lambda offers instead, because a snapshot would keep what expires (Lambda Developer Guide,
/// "Improving startup performance with Lambda SnapStart").
final class Credentials {
  private final Map<String, String> environment;

  Credentials(Map<String, String> environment) {
    this.environment = environment;
  }

  AwsCredentialsIdentity current() {
    Optional<String> id = value("AWS_ACCESS_KEY_ID");
    Optional<String> secret = value("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return Container.PROVIDER.resolveCredentials();
    }
    return value("AWS_SESSION_TOKEN")
        .<AwsCredentialsIdentity>map(
            token -> AwsSessionCredentialsIdentity.create(id.get(), secret.get(), token))
        .orElseGet(() -> AwsCredentialsIdentity.create(id.get(), secret.get()));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /// Loaded only where it is needed; it keeps credentials until shortly before they expire.
  private static final class Container {
    static final ContainerCredentialsProvider PROVIDER =
        ContainerCredentialsProvider.builder().build();

    private Container() {}
  }
}
