package orderflow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket of its own name on the S3 server of this JVM.
record Bucket(String name) {

  static Bucket create() {
    String name = "jobs-" + UUID.randomUUID();
    Shared.CLIENT.createBucket(create -> create.bucket(name));
    return new Bucket(name);
  }

  static URI endpoint() {
    return Shared.ENDPOINT;
  }

  S3Client client() {
    return Shared.CLIENT;
  }

  void put(String key, String content) {
    client()
        .putObject(
            put -> put.bucket(name).key(key), RequestBody.fromBytes(content.getBytes(UTF_8)));
  }

  String read(String key) {
    return client().getObjectAsBytes(get -> get.bucket(name).key(key)).asUtf8String();
  }

  List<String> keys() {
    return client().listObjectsV2(list -> list.bucket(name)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /// Started at first use; ends with the JVM.
  private static final class Shared {
    static final URI ENDPOINT = start();
    static final S3Client CLIENT =
        S3Client.builder()
            .endpointOverride(ENDPOINT)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private static URI start() {
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(new TransientNio2BlobStore())
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local", "local")
              .build();
      try {
        proxy.start();
      } catch (Exception e) {
        throw new IllegalStateException("S3Proxy did not start", e);
      }
      return URI.create("http://127.0.0.1:" + proxy.getPort());
    }
  }
}
