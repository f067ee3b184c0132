package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import orderflow.local.store.ObjectFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectFaultsTest {
  private static final byte[] CONTENT = new byte[300_000];

  private final S3Fixture s3 = new S3Fixture(Optional.empty());
  private final S3Client client = withoutRetries();

  @AfterEach
  void close() throws IOException {
    client.close();
    s3.close();
  }

  @Test
  void a_refused_call_reaches_no_store_and_the_next_passes() {
    s3.server.faults().plant(new ObjectFault.Refuse(503, "SlowDown"), 1, call -> true);

    assertThatThrownBy(this::put)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(503));
    assertThat(s3.server.list(BUCKET, "")).isEmpty();
    put();
    assertThat(s3.server.faults().count("", "PutObject")).isEqualTo(2);
  }

  @Test
  void a_cut_upload_stores_nothing_and_tells_nothing() {
    s3.server
        .faults()
        .plant(new ObjectFault.CutUpload(100_000), 1, call -> call.operation().equals("PutObject"));

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    put();

    assertThat(s3.events).hasSize(1);
  }

  @Test
  void a_cut_download_breaks_off_at_its_byte() throws IOException {
    put();
    s3.server
        .faults()
        .plant(
            new ObjectFault.CutDownload(100_000), 1, call -> call.operation().equals("GetObject"));

    List<Integer> read = new ArrayList<>();
    try (InputStream body = client.getObject(request -> request.bucket(BUCKET).key("a"))) {
      assertThatThrownBy(() -> readAll(body, read)).isInstanceOf(IOException.class);
    }

    assertThat(read.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100_000);
  }

  @Test
  void a_lost_answer_comes_after_the_change() {
    s3.server.faults().plant(new ObjectFault.LoseAnswer(), 1, call -> true);

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);

    assertThat(s3.server.list(BUCKET, "")).containsExactly("a");
    assertThat(s3.events).hasSize(1);
  }

  @Test
  void a_hanging_call_ends_without_an_answer_when_the_faults_are_cleared() {
    s3.server.faults().plant(new ObjectFault.Hang(), 1, call -> true);
    CompletableFuture<Void> call = CompletableFuture.runAsync(this::put);

    while (s3.server.faults().count() == 0) {
      Thread.onSpinWait();
    }
    assertThat(call).isNotDone();
    while (!call.isDone()) {
      s3.server.faults().clear();
    }

    assertThat(call).isCompletedExceptionally();
    assertThat(s3.server.list(BUCKET, "")).isEmpty();
  }

  @Test
  void hooks_see_the_store_before_and_after_a_call() {
    List<Integer> sizes = new ArrayList<>();
    s3.server.faults().before(call -> true, call -> sizes.add(s3.server.list(BUCKET, "").size()));
    s3.server.faults().after(call -> true, call -> sizes.add(s3.server.list(BUCKET, "").size()));

    put();

    assertThat(sizes).containsExactly(0, 1);
  }

  private void put() {
    client.putObject(request -> request.bucket(BUCKET).key("a"), RequestBody.fromBytes(CONTENT));
  }

  private static void readAll(InputStream body, List<Integer> read) throws IOException {
    byte[] buffer = new byte[8192];
    for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
      read.add(length);
    }
  }

  private S3Client withoutRetries() {
    return S3Client.builder()
        .endpointOverride(s3.server.url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
