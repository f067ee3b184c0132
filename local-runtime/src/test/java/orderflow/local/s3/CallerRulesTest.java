package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.PolicyStatement.Effect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

class CallerRulesTest {
  private final S3Fixture s3 =
      new S3Fixture(
          Optional.empty(),
          allow("s3:GetObject", "uploads/incoming/*"),
          allow("s3:DeleteObject", "uploads/incoming/*"),
          allow("s3:PutObject", "uploads/reports/*"),
          new PolicyStatement(
              Effect.ALLOW,
              List.of("s3:ListBucket"),
              List.of("arn:aws:s3:::uploads"),
              Map.of("StringLike", Map.of("s3:prefix", List.of("incoming/*")))));
  private final S3Client importer = s3.importer();

  @BeforeEach
  void objects() throws IOException {
    s3.server.put(BUCKET, "incoming/a", bytes("a"));
    s3.server.put(BUCKET, "private/b", bytes("b"));
  }

  @AfterEach
  void close() throws IOException {
    importer.close();
    s3.close();
  }

  @Test
  void a_function_reads_what_its_role_allows_and_nothing_else() {
    assertThat(read("incoming/a")).isEqualTo("a");
    assertDenied(() -> read("private/b"), "s3:GetObject");
  }

  @Test
  void a_function_writes_and_copies_what_its_role_allows() {
    importer.putObject(request -> request.bucket(BUCKET).key("reports/r"), body(1));
    copy("incoming/a", "reports/copy");

    assertDenied(
        () -> importer.putObject(request -> request.bucket(BUCKET).key("incoming/r"), body(1)),
        "s3:PutObject");
    assertDenied(() -> copy("private/b", "reports/copy"), "s3:GetObject");
    assertThat(s3.server.list(BUCKET, "reports/")).containsExactly("reports/copy", "reports/r");
  }

  @Test
  void a_refusal_reaches_a_caller_that_is_still_sending() {
    assertDenied(
        () ->
            importer.putObject(
                request -> request.bucket(BUCKET).key("incoming/big"), body(4 * 1024 * 1024)),
        "s3:PutObject");
  }

  @Test
  void a_batch_is_refused_for_one_key_that_may_not_be_deleted() {
    assertDenied(() -> deleteAll("incoming/a", "private/b"), "private/b");
    assertThat(s3.server.list(BUCKET, "")).hasSize(2);

    deleteAll("incoming/a");

    assertThat(s3.server.list(BUCKET, "")).containsExactly("private/b");
  }

  @Test
  void a_listing_is_limited_to_the_prefix_of_its_condition() {
    assertThat(
            importer
                .listObjectsV2(request -> request.bucket(BUCKET).prefix("incoming/"))
                .contents())
        .hasSize(1);
    assertDenied(() -> importer.listObjectsV2(request -> request.bucket(BUCKET)), "s3:ListBucket");
  }

  @Test
  void a_missing_object_is_404_with_list_bucket_and_403_without() {
    assertThatThrownBy(() -> read("incoming/missing")).isInstanceOf(NoSuchKeyException.class);
    try (S3Fixture unlisted =
            new S3Fixture(Optional.empty(), allow("s3:GetObject", "uploads/incoming/*"));
        S3Client client = unlisted.importer()) {
      assertDenied(
          () -> client.getObjectAsBytes(request -> request.bucket(BUCKET).key("incoming/missing")),
          "s3:ListBucket");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_head_is_refused_without_a_body() {
    assertThatThrownBy(
            () -> importer.headObject(request -> request.bucket(BUCKET).key("private/b")))
        .isInstanceOfSatisfying(
            S3Exception.class, denied -> assertThat(denied.statusCode()).isEqualTo(403));
  }

  @Test
  void a_header_whose_effect_is_not_emulated_is_refused() {
    assertThatThrownBy(() ->
            importer.putObject(
                request -> request.bucket(BUCKET).key("reports/r").tagging("a=b"), body(1)))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(501));
  }

  @Test
  void a_caller_without_token_is_not_restricted() {
    try (S3Client outside = s3.outside()) {
      assertThat(
              outside
                  .getObjectAsBytes(request -> request.bucket(BUCKET).key("private/b"))
                  .asUtf8String())
          .isEqualTo("b");
    }
  }

  private String read(String key) {
    return importer.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }

  private void copy(String from, String to) {
    importer.copyObject(request ->
        request.sourceBucket(BUCKET).sourceKey(from).destinationBucket(BUCKET).destinationKey(to));
  }

  private void deleteAll(String... keys) {
    List<ObjectIdentifier> objects =
        Arrays.stream(keys).map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    importer.deleteObjects(
        request -> request.bucket(BUCKET).delete(batch -> batch.objects(objects)));
  }

  private static void assertDenied(ThrowingCallable call, String named) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            denied -> assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
        .hasMessageContaining(named);
  }

  private static PolicyStatement allow(String action, String object) {
    return new PolicyStatement(
        Effect.ALLOW, List.of(action), List.of("arn:aws:s3:::" + object), Map.of());
  }

  private static RequestBody body(int length) {
    return RequestBody.fromBytes(new byte[length]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
