package orderflow.local.s3;

import static orderflow.local.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.local.store.AccessRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of events when the platform dies between the store and the queue.
class RecoveryTest {
  private static final byte[] CONTENT = "a".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final List<ObjectEvent> events = new ArrayList<>();

  /// Stands for a process that ends where it is called: nothing after it is carried out.
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void an_event_lost_between_store_and_queue_is_told_at_the_next_start() throws IOException {
    dieWhile(server -> server.put(BUCKET, "a b", CONTENT));

    recover(1);

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.kind()).isEqualTo(ObjectEvent.Kind.PUT);
          assertThat(event.key()).isEqualTo("a b");
          assertThat(event.size()).hasValue(1);
          assertThat(event.etag()).hasValue("0cc175b9c0f1b6a831c399e269772661");
        });
  }

  @Test
  void a_lost_removal_is_told_at_the_next_start() throws IOException {
    try (S3Server server = start()) {
      server.put(BUCKET, "a", CONTENT);
    }
    events.clear();
    dieWhile(server -> server.delete(BUCKET, "a"));

    recover(1);

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.kind()).isEqualTo(ObjectEvent.Kind.DELETE));
  }

  @Test
  void a_change_that_was_only_noted_tells_nothing() throws IOException {
    try (S3Server server = start()) {
      server.put(BUCKET, "b", CONTENT);
    }
    events.clear();
    Files.writeString(
        folder.resolve("changes/0000.json"),
        """
        {"kind":"PUT","bucket":"uploads","key":"never","id":"0000","time":"2026-01-01T00:00:00Z"}
        """);
    Files.writeString(
        folder.resolve("changes/0001.json"),
        """
        {"kind":"DELETE","bucket":"uploads","key":"b","id":"0001","time":"2026-01-01T00:00:00Z"}
        """);

    recover(0);

    assertThat(events).isEmpty();
  }

  @Test
  void an_event_is_told_once_when_nothing_fails() throws IOException {
    try (S3Server server = start()) {
      server.put(BUCKET, "a", CONTENT);
    }

    recover(0);

    assertThat(events).hasSize(1);
  }

  @Test
  void what_the_queue_does_not_take_fails_the_change_and_is_told_later() throws IOException {
    try (S3Server server =
        S3Fixture.start(
            Optional.of(folder),
            AccessRules.off(),
            event -> {
              throw new IllegalStateException("The queue is full");
            })) {
      assertThatThrownBy(() -> server.put(BUCKET, "a", CONTENT)).hasMessage("The queue is full");
    }

    recover(1);

    assertThat(events).hasSize(1);
  }

  @FunctionalInterface
  private interface Change {
    void on(S3Server server) throws IOException;
  }

  private void dieWhile(Change change) throws IOException {
    try (S3Server dying =
        S3Fixture.start(
            Optional.of(folder),
            AccessRules.off(),
            event -> {
              throw new Died();
            })) {
      assertThatThrownBy(() -> change.on(dying)).isInstanceOf(Died.class);
    }
  }

  /// Restarts twice: what was recovered once is not recovered again.
  private void recover(int expected) throws IOException {
    try (S3Server server = start()) {
      assertThat(server.recover()).isEqualTo(expected);
    }
    try (S3Server server = start()) {
      assertThat(server.recover()).isZero();
    }
    try (Stream<Path> notes = Files.list(folder.resolve("changes"))) {
      assertThat(notes).isEmpty();
    }
  }

  private S3Server start() {
    return S3Fixture.start(Optional.of(folder), AccessRules.off(), events::add);
  }
}
