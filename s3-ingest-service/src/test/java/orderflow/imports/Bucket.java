package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
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

/// A bucket of its own name on the S3 server of this JVM.
public record Bucket(String name) {

  public static Bucket create() {
    String name = "uploads-" + UUID.randomUUID();
    Shared.CLIENT.createBucket(create -> create.bucket(name));
    return new Bucket(name);
  }

  static URI endpoint() {
    return Shared.ENDPOINT;
  }

  public S3Client client() {
    return Shared.CLIENT;
  }

  /// Puts an object and returns its eTag without quotes.
  public String put(String key, String content) {
    return put(key, content.getBytes(UTF_8));
  }

  public String put(String key, byte[] content) {
    return client()
        .putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(content))
        .eTag()
        .replace("\"", "");
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
