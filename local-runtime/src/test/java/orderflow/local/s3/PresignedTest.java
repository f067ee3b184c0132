package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.PolicyStatement.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Presigned URLs as the SDK makes them, used by a client that knows nothing of AWS.
class PresignedTest {
  private static final String TEXT = "sku,name\nSKU-1,Tea\n";
  private static final AwsCredentials IMPORTER =
      AwsSessionCredentials.create("local", "local", "Importer");

  private final S3Fixture s3 =
      new S3Fixture(
          Optional.empty(),
          new PolicyStatement(
              Effect.ALLOW,
              List.of("s3:PutObject"),
              List.of("arn:aws:s3:::uploads/incoming/*"),
              Map.of()));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() throws IOException {
    client.close();
    s3.close();
  }

  @Test
  void a_function_presigns_a_put_with_length_and_checksum() throws Exception {
    HttpResponse<String> answer = put(presigned(IMPORTER, "incoming/orders/a"), TEXT, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(s3.server.read(BUCKET, "incoming/orders/a").orElseThrow())
        .asString()
        .isEqualTo(TEXT);
    assertThat(s3.events)
        .singleElement()
        .satisfies(event -> assertThat(event.kind()).isEqualTo(ObjectEvent.Kind.PUT));
  }

  @Test
  void another_length_than_signed_is_refused() throws Exception {
    HttpResponse<String> answer = put(presigned(IMPORTER, "incoming/a"), TEXT + "more", "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    assertNothingHappened();
  }

  @Test
  void another_content_of_the_signed_length_is_refused() throws Exception {
    String forged = TEXT.replace("Tea", "Tee");

    HttpResponse<String> answer = put(presigned(IMPORTER, "incoming/a"), forged, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertNothingHappened();
  }

  @Test
  void another_key_is_refused() throws Exception {
    PresignedPutObjectRequest presigned = presigned(IMPORTER, "incoming/a");

    HttpResponse<String> answer = put(presigned, TEXT, "/uploads/incoming/b");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void a_wrong_secret_is_refused() throws Exception {
    AwsCredentials wrong = AwsBasicCredentials.create("local", "another");

    HttpResponse<String> answer = put(presigned(wrong, "incoming/a"), TEXT, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void an_unsigned_request_is_refused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(s3.server.url().resolve("/uploads/incoming/a"))
            .PUT(HttpRequest.BodyPublishers.ofString(TEXT))
            .build();

    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertNothingHappened();
  }

  @Test
  void a_function_cannot_presign_what_its_role_does_not_allow() throws Exception {
    HttpResponse<String> answer = put(presigned(IMPORTER, "reports/a"), TEXT, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains("<Code>AccessDenied</Code>", "s3:PutObject", "arn:aws:s3:::uploads/reports/a");
    assertNothingHappened();
  }

  @Test
  void a_presigned_get_serves_what_the_signer_may_read() throws Exception {
    s3.server.put(BUCKET, "incoming/a", TEXT.getBytes(StandardCharsets.UTF_8));

    assertThat(get(AwsBasicCredentials.create("local", "local")).body()).isEqualTo(TEXT);
    assertThat(get(IMPORTER).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> get(AwsCredentials credentials) throws Exception {
    try (S3Presigner presigner = s3.presigner(credentials)) {
      URI url =
          presigner
              .presignGetObject(get ->
                  get.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(object -> object.bucket(BUCKET).key("incoming/a")))
              .url()
              .toURI();
      return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private PresignedPutObjectRequest presigned(AwsCredentials credentials, String key)
      throws NoSuchAlgorithmException {
    byte[] content = TEXT.getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    try (S3Presigner presigner = s3.presigner(credentials)) {
      return presigner.presignPutObject(put ->
          put.signatureDuration(Duration.ofMinutes(5))
              .putObjectRequest(object ->
                  object
                      .bucket(BUCKET)
                      .key(key)
                      .contentLength((long) content.length)
                      .checksumSHA256(Base64.getEncoder().encodeToString(hash))));
    }
  }

  /// Sends the signed headers as a client does that was told of them.
  private HttpResponse<String> put(PresignedPutObjectRequest presigned, String text, String path)
      throws Exception {
    URI url = presigned.url().toURI();
    String target = path.isEmpty() ? url.getRawPath() : path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(target + "?" + url.getRawQuery()))
            .PUT(HttpRequest.BodyPublishers.ofString(text));
    presigned
        .signedHeaders()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void assertNothingHappened() {
    assertThat(s3.server.list(BUCKET, "")).isEmpty();
    assertThat(s3.events).isEmpty();
  }
}
