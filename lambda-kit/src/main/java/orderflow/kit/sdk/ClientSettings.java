package orderflow.kit.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orderflow.kit.concurrent.Concurrently;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// Region, endpoint and patience of a function's client. Everything that decides how long a call
/// may take is set, because the SDK's defaults outlast a function's timeout.
///
/// @param environment `AWS_REGION` and `AWS_ENDPOINT_URL_…`, the SDK's own variables
/// @param service the end of the endpoint's variable, such as `DYNAMODB`
/// @param readTimeout how long an answer, or the next bytes of one, may keep silent
/// @param interceptors of every call, for instance the faults of a test
public record ClientSettings(
    Map<String, String> environment,
    String service,
    Duration readTimeout,
    RetryStrategy retries,
    List<ExecutionInterceptor> interceptors) {
  /// How long a connection may take to be made.
  public static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /// The JDK's limit of idle connections it keeps to one host, five unless told otherwise
  /// (`java.net` networking properties). It is read once, at the first connection of the process.
  private static final String KEPT_CONNECTIONS = "http.maxConnections";

  public ClientSettings {
    environment = Map.copyOf(environment);
    interceptors = List.copyOf(interceptors);
  }

  /// Puts the settings on a builder and returns it.
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B on(B builder) {
    keepConnections();
    builder.httpClientBuilder(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(readTimeout));
    builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .retryStrategy(retries)
            .executionInterceptors(interceptors)
            .build());
    String region = environment.get("AWS_REGION");
    if (region != null) {
      builder.region(Region.of(region));
    }
    String endpoint = environment.get("AWS_ENDPOINT_URL_" + service);
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder;
  }

  /// Lets all calls that go out at once keep their connections. With the JDK's five, three of the
  /// eight shards of a catalogue were asked on a new connection in each request.
  private static void keepConnections() {
    if (System.getProperty(KEPT_CONNECTIONS) == null) {
      System.setProperty(KEPT_CONNECTIONS, Integer.toString(Concurrently.MOST));
    }
  }
}
