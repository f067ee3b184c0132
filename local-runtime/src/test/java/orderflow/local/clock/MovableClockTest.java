package orderflow.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void moves_add_up_and_reset_ends_them() {
    MovableClock clock = clock();

    clock.move(Duration.ofDays(1));
    clock.move(Duration.ofHours(-2));
    Instant moved = clock.instant();
    clock.reset();

    assertThat(moved).isEqualTo(NOW.plus(Duration.ofHours(22)));
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void file_holds_an_iso_duration_and_outlives_the_clock() throws IOException {
    clock().move(Duration.ofHours(36));

    assertThat(Files.readString(file())).isEqualTo("PT36H");
    assertThat(clock().instant()).isEqualTo(NOW.plus(Duration.ofHours(36)));
    assertThat(folder.resolve("state")).isDirectoryContaining("glob:**offset");
  }

  @Test
  void move_by_another_process_is_seen() throws IOException {
    MovableClock clock = clock();
    clock.reset();

    Files.writeString(file(), "PT5M\n");

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void listeners_run_after_the_move_and_see_the_new_time() {
    MovableClock clock = clock();
    List<Instant> seen = new ArrayList<>();
    clock.onMove(() -> seen.add(clock.instant()));

    clock.move(Duration.ofMinutes(1));
    clock.reset();

    assertThat(seen).containsExactly(NOW.plus(Duration.ofMinutes(1)), NOW);
  }

  @Test
  void file_that_holds_no_duration_is_refused_at_the_start() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "tomorrow");

    assertThatThrownBy(this::clock)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ISO-8601")
        .hasMessageContaining("offset");
  }

  @Test
  void file_spoilt_later_leaves_the_offset_known_last() throws IOException {
    MovableClock clock = clock();
    clock.move(Duration.ofDays(1));

    Files.writeString(file(), "tomorrow");

    assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  private MovableClock clock() {
    return new MovableClock(file(), InstantSource.fixed(NOW));
  }

  private Path file() {
    return folder.resolve("state").resolve("offset");
  }
}
