package orderflow.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteLimitTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final WriteLimit limit = new WriteLimit();

  @Test
  void a_quota_is_there_at_once_and_then_as_much_as_time_gives() {
    assertThat(admitted("a", NOW, WriteLimit.QUOTA + 50)).isEqualTo(WriteLimit.QUOTA);
    assertThat(admitted("a", NOW.plusMillis(100), 50)).isEqualTo(5);
    assertThat(admitted("a", NOW.plus(WriteLimit.WINDOW.multipliedBy(3)), 1_000))
        .isEqualTo(WriteLimit.QUOTA);
  }

  @Test
  void a_refused_write_says_when_there_is_more_and_costs_nothing() {
    admitted("a", NOW, WriteLimit.QUOTA);

    WriteLimit.Decision refused = limit.take("a", NOW);
    WriteLimit.Decision later =
        limit.take("a", NOW.plus(refused.headers().resetsAfter()).plusMillis(1));

    assertThat(refused.isAdmitted()).isFalse();
    assertThat(refused.headers().remaining()).isZero();
    assertThat(refused.headers().resetsAfter())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMillis(20));
    assertThat(later.isAdmitted()).isTrue();
  }

  @Test
  void one_caller_does_not_take_from_another_and_a_clock_that_goes_back_gives_nothing() {
    admitted("a", NOW, WriteLimit.QUOTA);

    assertThat(limit.take("b", NOW).isAdmitted()).isTrue();
    assertThat(limit.take("a", NOW.minusSeconds(60)).isAdmitted()).isFalse();
  }

  @Test
  void callers_beyond_the_most_push_out_the_longest_silent() {
    admitted("old", NOW, WriteLimit.QUOTA);
    admitted("busy", NOW, WriteLimit.QUOTA);
    IntStream.range(0, WriteLimit.MOST_CALLERS - 2).forEach(n -> limit.take("c" + n, NOW));
    limit.take("busy", NOW);

    limit.take("one more", NOW);

    assertThat(limit.take("busy", NOW).isAdmitted()).isFalse();
    assertThat(limit.take("old", NOW).isAdmitted()).isTrue();
  }

  private long admitted(String caller, Instant now, int writes) {
    return IntStream.range(0, writes).filter(_ -> limit.take(caller, now).isAdmitted()).count();
  }
}
