package orderflow.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {

  private final LogStore store = new LogStore(InstantSource.fixed(Instant.EPOCH), 10);

  @Test
  void oldest_lines_go_when_the_store_is_full() throws Exception {
    store.add("F", "r1", "12345");
    store.add("F", "r2", "67890");

    store.add("F", "r3", "x");

    assertThat(store.after(0, Duration.ZERO).stream().map(LogLine::text))
        .containsExactly("67890", "x");
    assertThat(store.ofRequest("r1")).isEmpty();
    assertThat(store.lastSequence()).isEqualTo(3);
  }

  @Test
  void reader_gets_only_what_came_after_the_line_it_knows() throws Exception {
    store.add("F", "r1", "a");
    long known = store.lastSequence();

    List<LogLine> nothing = store.after(known, Duration.ZERO);
    store.add("F", "r1", "b");

    assertThat(nothing).isEmpty();
    assertThat(store.after(known, Duration.ofMinutes(1)).stream().map(LogLine::text))
        .containsExactly("b");
  }

  @Test
  void log_file_gives_whole_lines_and_the_rest_at_the_end(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("log");
    List<String> lines = new ArrayList<>();
    try (LogFile file = new LogFile(path)) {
      append(path, "first\nsec");
      file.read(lines::add);
      List<String> whole = List.copyOf(lines);
      append(path, "ond\nunfinished");
      file.readToEnd(lines::add);

      assertThat(whole).containsExactly("first");
      assertThat(lines).containsExactly("first", "second", "unfinished");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void log_file_that_grew_large_is_emptied_between_invocations(@TempDir Path folder)
      throws Exception {
    Path path = folder.resolve("log");
    List<String> lines = new ArrayList<>();
    try (LogFile file = new LogFile(path)) {
      append(path, "y".repeat(100_000).concat("\n").repeat(50));
      file.readToEnd(lines::add);
      long size = Files.size(path);
      append(path, "after\n");
      file.read(lines::add);

      assertThat(size).isZero();
      assertThat(lines).hasSize(51).endsWith("after");
    }
  }

  private static void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
