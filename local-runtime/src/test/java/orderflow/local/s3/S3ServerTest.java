package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What S3 does, in both kinds of store; the rows of the conformance reference on S3.
class S3ServerTest {
  private static final String TEXT = "sku,name\nSKU-1,Tea\n";

  @TempDir Path folder;
  private final S3Fixture memory = new S3Fixture(Optional.empty());
  private final S3Client client = memory.outside();

  @AfterEach
  void close() throws IOException {
    client.close();
    memory.close();
  }

  @Test
  void put_get_head_range_list_and_delete_work_on_a_folder() throws IOException {
    try (S3Fixture disk = new S3Fixture(Optional.of(folder));
        S3Client s3 = disk.outside()) {
      put(s3, "incoming/orders/a b+c%ü.csv");

      assertThat(get(s3, "incoming/orders/a b+c%ü.csv", "")).isEqualTo(TEXT);
      assertThat(get(s3, "incoming/orders/a b+c%ü.csv", "bytes=4-7")).isEqualTo("name");
      assertThat(head(s3, "incoming/orders/a b+c%ü.csv")).isEqualTo(TEXT.length());
      assertThat(keys(s3, "incoming/")).containsExactly("incoming/orders/a b+c%ü.csv");
      s3.deleteObject(request -> request.bucket(BUCKET).key("incoming/orders/a b+c%ü.csv"));
      assertThatThrownBy(() -> get(s3, "incoming/orders/a b+c%ü.csv", ""))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void objects_of_a_folder_outlive_the_server() throws IOException {
    try (S3Fixture first = new S3Fixture(Optional.of(folder));
        S3Client s3 = first.outside()) {
      put(s3, "kept.csv");
    }

    try (S3Fixture second = new S3Fixture(Optional.of(folder));
        S3Client s3 = second.outside()) {
      assertThat(get(s3, "kept.csv", "")).isEqualTo(TEXT);
    }
  }

  @Test
  void etag_is_the_quoted_md5() {
    String etag = put(client, "a.csv");

    assertThat(etag).matches("\"[0-9a-f]{32}\"");
  }

  @Test
  void a_wrong_checksum_or_content_md5_is_refused_and_nothing_stored() {
    assertThatThrownBy(() ->
            client.putObject(
                request -> request.bucket(BUCKET).key("a").checksumSHA256(sha256OfNothing()),
                RequestBody.fromString(TEXT)))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(400));
    assertThatThrownBy(() ->
            client.putObject(
                request -> request.bucket(BUCKET).key("a").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                RequestBody.fromString(TEXT)))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(400));
    assertThat(keys(client, "")).isEmpty();
    assertThat(memory.events).isEmpty();
  }

  @Test
  void of_16_conditional_puts_exactly_one_wins() throws Exception {
    CyclicBarrier start = new CyclicBarrier(16);
    List<CompletableFuture<Integer>> puts = new ArrayList<>();
    for (int writer = 0; writer < 16; writer++) {
      puts.add(
          CompletableFuture.supplyAsync(
              () -> putNew(start), task -> Thread.ofVirtual().start(task)));
    }

    List<Integer> outcomes = puts.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes).filteredOn(status -> status == 200).hasSize(1);
    assertThat(outcomes).filteredOn(status -> status == 412).hasSize(15);
    assertThat(memory.events).hasSize(1);
  }

  @Test
  void put_copy_multipart_and_deletes_each_tell_one_event() {
    put(client, "a.csv");
    client.copyObject(request ->
        request
            .sourceBucket(BUCKET)
            .sourceKey("a.csv")
            .destinationBucket(BUCKET)
            .destinationKey("b.csv"));
    multipart("c.csv");
    client.deleteObject(request -> request.bucket(BUCKET).key("a.csv"));
    client.deleteObjects(request ->
        request
            .bucket(BUCKET)
            .delete(batch ->
                batch.objects(
                    ObjectIdentifier.builder().key("b.csv").build(),
                    ObjectIdentifier.builder().key("c.csv").build())));

    assertThat(memory.events)
        .extracting(event -> event.kind().eventName() + " " + event.key())
        .containsExactly(
            "ObjectCreated:Put a.csv",
            "ObjectCreated:Copy b.csv",
            "ObjectCreated:CompleteMultipartUpload c.csv",
            "ObjectRemoved:Delete a.csv",
            "ObjectRemoved:Delete b.csv",
            "ObjectRemoved:Delete c.csv");
    assertThat(memory.events.get(0).size()).hasValue(TEXT.length());
    assertThat(memory.events.get(1).size()).hasValue(TEXT.length());
    assertThat(memory.events.get(2).etag().orElseThrow()).endsWith("-1");
    assertThat(keys(client, "")).isEmpty();
  }

  @Test
  void sequencers_of_a_key_grow_in_the_order_of_the_store() {
    for (int version = 0; version < 20; version++) {
      put(client, "a.csv");
    }

    List<String> sequencers = memory.events.stream().map(ObjectEvent::sequencer).toList();
    assertThat(sequencers).isSorted().hasSize(20);
    assertThat(new HashSet<>(sequencers)).hasSize(20);
  }

  @Test
  void a_versioned_bucket_tells_versions_and_delete_markers() {
    client.putBucketVersioning(request ->
        request.bucket(BUCKET).versioningConfiguration(versioning -> versioning.status("Enabled")));
    put(client, "a.csv");

    client.deleteObject(request -> request.bucket(BUCKET).key("a.csv"));

    assertThat(memory.events.get(0).versionId()).isPresent();
    assertThat(memory.events.get(1).kind()).isEqualTo(ObjectEvent.Kind.DELETE_MARKER_CREATED);
    assertThat(memory.events.get(1).versionId()).isPresent();
  }

  @Test
  void the_platform_puts_lists_reads_and_deletes_itself() throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int object = 0; object < 1001; object++) {
      memory.server.put(BUCKET, "letters/%04d".formatted(object), bytes);
    }

    assertThat(memory.server.list(BUCKET, "letters/")).hasSize(1001).isSorted();
    assertThat(memory.server.read(BUCKET, "letters/0007").orElseThrow()).isEqualTo(bytes);
    memory.server.delete(BUCKET, "letters/0007");
    assertThat(memory.server.read(BUCKET, "letters/0007")).isEmpty();
    assertThat(memory.events).hasSize(1002);
  }

  private int putNew(CyclicBarrier start) {
    try {
      start.await();
      client.putObject(
          request -> request.bucket(BUCKET).key("once").ifNoneMatch("*"),
          RequestBody.fromString(TEXT));
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void multipart(String key) {
    String upload =
        client.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
    String etag =
        client
            .uploadPart(
                request -> request.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
                RequestBody.fromString(TEXT))
            .eTag();
    client.completeMultipartUpload(request ->
        request
            .bucket(BUCKET)
            .key(key)
            .uploadId(upload)
            .multipartUpload(
                parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
  }

  private static String sha256OfNothing() {
    return "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  }

  private static String put(S3Client s3, String key) {
    return s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(TEXT))
        .eTag();
  }

  private static String get(S3Client s3, String key, String range) {
    return s3.getObjectAsBytes(
            request -> {
              request.bucket(BUCKET).key(key);
              if (!range.isEmpty()) {
                request.range(range);
              }
            })
        .asUtf8String();
  }

  private static long head(S3Client s3, String key) {
    return s3.headObject(request -> request.bucket(BUCKET).key(key)).contentLength();
  }

  private static List<String> keys(S3Client s3, String prefix) {
    return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
