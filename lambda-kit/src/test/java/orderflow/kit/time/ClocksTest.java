package orderflow.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest {
  @TempDir private Path directory;

  @Test
  void without_an_offset_file_it_is_the_system_clock() {
    Duration apart = Duration.between(Clocks.from(Map.of()).instant(), Instant.now());

    assertThat(apart.abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void the_offset_is_read_anew_for_every_reading() throws IOException {
    Path file = directory.resolve("offset");
    InstantSource clock = Clocks.from(Map.of("CLOCK_OFFSET_FILE", file.toString()));
    Instant before = clock.instant();

    Files.writeString(file, "P1D\n");

    assertThat(Duration.between(before, clock.instant()))
        .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(1));
  }

  @Test
  void an_offset_that_is_no_duration_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("offset"), "tomorrow");
    InstantSource clock = Clocks.from(Map.of("CLOCK_OFFSET_FILE", file.toString()));

    assertThatThrownBy(clock::instant).hasMessageContaining("ISO-8601");
  }

  @Test
  void a_deadline_keeps_a_reserve_and_never_goes_below_zero() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Deadline deadline = Deadline.at(now.plusMillis(300), InstantSource.fixed(now));
    Deadline past = Deadline.at(now.minusSeconds(1), InstantSource.fixed(now));

    assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(300));
    assertThat(deadline.allows(Duration.ofMillis(300))).isTrue();
    assertThat(deadline.allows(Duration.ofMillis(301))).isFalse();
    assertThat(past.remaining()).isZero();
  }
}
