package orderflow.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import orderflow.local.store.AccessRules;
import orderflow.local.store.IamMode;
import orderflow.local.template.Bucket;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.SourcePosition;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// A server with one bucket, `uploads`, and clients of it.
final class S3Fixture implements AutoCloseable {
  static final String BUCKET = "uploads";

  final List<ObjectEvent> events = new CopyOnWriteArrayList<>();
  final S3Server server;

  S3Fixture(Optional<Path> folder, PolicyStatement... statements) {
    this.server = start(folder, rules(statements), events::add);
  }

  static S3Server start(Optional<Path> folder, AccessRules rules, Consumer<ObjectEvent> taker) {
    Bucket bucket = new Bucket("UploadBucket", BUCKET, new SourcePosition(Path.of("t"), 1, 1));
    try {
      return S3Server.start(
          new S3Server.Settings(folder, List.of(bucket), InstantSource.system(), 0), rules, taker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The statements of the function `Importer`.
  static AccessRules rules(PolicyStatement... statements) {
    return new AccessRules(IamMode.ENFORCE, Map.of("Importer", List.of(statements)), warning -> {});
  }

  S3Client outside() {
    return client(server.url(), AwsBasicCredentials.create("local", "local"));
  }

  S3Client importer() {
    return client(server.url(), AwsSessionCredentials.create("local", "local", "Importer"));
  }

  static S3Client client(URI url, AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(url)
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  S3Presigner presigner(AwsCredentials credentials) {
    return S3Presigner.builder()
        .endpointOverride(server.url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
