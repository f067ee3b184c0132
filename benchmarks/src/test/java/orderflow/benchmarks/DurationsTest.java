package orderflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DurationsTest {

  @Test
  void a_part_is_the_smallest_value_that_so_many_are_not_above() {
    Durations durations =
        Durations.of(LongStream.rangeClosed(1, 100).map(n -> (101 - n) * 1_000_000).toArray());

    assertThat(durations.millis(0)).isEqualTo(1);
    assertThat(durations.millis(0.5)).isEqualTo(50);
    assertThat(durations.millis(0.99)).isEqualTo(99);
    assertThat(durations.millis(1)).isEqualTo(100);
  }

  @Test
  void of_one_value_every_part_is_that_value() {
    assertThat(Durations.of(List.of(5_000_000L)).millis(0.99)).isEqualTo(5);
  }

  @Test
  void nothing_measured_is_refused() {
    assertThatThrownBy(() -> Durations.of(List.of())).hasMessageContaining("nothing");
  }
}
