package orderflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RankAucTest {
  private static final long[] NOISE = new Random(1).longs(200, 20_000, 40_000).toArray();
  private static final long[] OTHER_NOISE = new Random(2).longs(200, 20_000, 40_000).toArray();

  @Test
  void samples_of_one_kind_tell_nothing() {
    assertThat(RankAuc.of(NOISE, NOISE)).isEqualTo(0.5);
    assertThat(RankAuc.of(NOISE, OTHER_NOISE)).isBetween(0.45, 0.55);
  }

  @Test
  void a_planted_difference_is_found_either_way() {
    long[] later = LongStream.of(OTHER_NOISE).map(value -> value + 4_000).toArray();

    assertThat(RankAuc.of(NOISE, later)).isGreaterThan(0.6);
    assertThat(RankAuc.of(later, NOISE)).isLessThan(0.4);
  }

  @Test
  void samples_apart_are_one_or_zero_and_ties_are_halves() {
    assertThat(RankAuc.of(new long[] {1, 2}, new long[] {3, 4})).isEqualTo(1);
    assertThat(RankAuc.of(new long[] {3, 4}, new long[] {1, 2})).isZero();
    assertThat(RankAuc.of(new long[] {1, 2}, new long[] {2})).isEqualTo(0.75);
  }

  @Test
  void an_empty_sample_is_refused() {
    assertThatThrownBy(() -> RankAuc.of(new long[0], NOISE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
