package orderflow.auth.authorizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.auth.token.KeySet;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonSyntaxException;
import orderflow.kit.json.JsonWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Reads the JWK Set from KeyTable with one signed `GetItem` (DynamoDB API Reference, "GetItem") on
/// a plain connection: building the SDK's client would treble the authorizer's cold start.
public final class KeyTableReader {
  /// A read that takes longer is given up: API Gateway gives an authorizer ten seconds in all.
  public static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 2;
  private static final int MAX_ANSWER_BYTES = 400 * 1024;

  private final Map<String, String> environment;
  private final String region;
  private final Credentials credentials;
  private final String table;

  /// Prepares the reader; nothing is called, and what only a read needs is made by each read: they
  /// are minutes apart, and a cold start that needs none is spared it.
  ///
  /// @param environment the SDK's standard variables: region, endpoint, credentials
  /// @param table name of KeyTable
  public KeyTableReader(Map<String, String> environment, String table) {
    this.environment = environment;
    this.region = environment.getOrDefault("AWS_REGION", "us-east-1");
    this.credentials = new Credentials(environment);
    this.table = table;
  }

  /// The keys as they are stored.
  ///
  /// @throws KeysUnavailableException when the table cannot be read or holds no keys
  public KeySet read() {
    KeysUnavailableException last = new KeysUnavailableException("KeyTable was not asked");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return keys(answer());
      } catch (IOException e) {
        last = new KeysUnavailableException("KeyTable cannot be read: " + e.getMessage(), e);
      }
    }
    throw last;
  }

  /// Signs a request without sending it, with credentials that are none: loads and warms what
  /// [#read] needs.
  public void prime() {
    signed(AwsCredentialsIdentity.create("prime", "prime"), body());
  }

  private byte[] body() {
    return JsonWriter.write(request(table));
  }

  private byte[] answer() throws IOException {
    byte[] body = body();
    HttpURLConnection connection = (HttpURLConnection) endpoint().toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    signed(credentials.current(), body)
        .headers()
        .forEach((name, values) -> set(connection, name, values));
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return successful(connection);
  }

  /// The connection sends Host and Content-Length itself, with the values that were signed.
  private static void set(HttpURLConnection connection, String name, List<String> values) {
    if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
      values.forEach(value -> connection.addRequestProperty(name, value));
    }
  }

  private static byte[] successful(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      try (InputStream error = connection.getErrorStream()) {
        throw new IOException("DynamoDB answered " + status + " " + errorType(error));
      }
    }
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(MAX_ANSWER_BYTES);
    }
  }

  private SdkHttpRequest signed(AwsCredentialsIdentity identity, byte[] body) {
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity)
                .request(unsigned())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request();
  }

  private SdkHttpRequest unsigned() {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(endpoint())
        .putHeader("Content-Type", "application/x-amz-json-1.0")
        .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
        .build();
  }

  private static KeySet keys(byte[] answer) throws IOException {
    try {
      return text(JsonReader.read(answer), "Item", "jwks", "S")
          .map(KeySet::parse)
          .orElseThrow(() ->
              new KeysUnavailableException(
                  "KeyTable has no keys yet: invoke AuthCommandsFunction with EnsureKeys"));
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw new IOException("the answer is not a stored JWK Set", e);
    }
  }

  private static Optional<String> text(Json json, String... path) {
    Json found = json;
    for (String name : path) {
      if (!(found instanceof Json.Obj object) || object.get(name).isEmpty()) {
        return Optional.empty();
      }
      found = object.get(name).orElseThrow();
    }
    return found instanceof Json.Str(String value) ? Optional.of(value) : Optional.empty();
  }

  /// The error's type only: a message may quote the request.
  private static String errorType(@Nullable InputStream error) throws IOException {
    if (error == null) {
      return "without a body";
    }
    try {
      return text(JsonReader.read(error.readNBytes(MAX_ANSWER_BYTES)), "__type")
          .orElse("without a type");
    } catch (JsonSyntaxException e) {
      return "with a body that is not JSON";
    }
  }

  private static Json.Obj request(String table) {
    Json.Obj key =
        Json.object()
            .with("pk", Json.object().with("S", "PUBLIC").build())
            .with("sk", Json.object().with("S", "JWKS").build())
            .build();
    return Json.object().with("TableName", table).with("Key", key).build();
  }

  /// The SDK's own order: the service's variable before the general one.
  private URI endpoint() {
    return Stream.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(url -> !url.isBlank())
        .findFirst()
        .map(URI::create)
        .orElseGet(() -> URI.create("https://dynamodb." + region + ".amazonaws.com/"));
  }
}
