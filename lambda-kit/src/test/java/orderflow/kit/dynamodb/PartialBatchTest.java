package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import orderflow.kit.http.Outage;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class PartialBatchTest {
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException("only bounded numbers are asked for");
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void five_calls_in_a_row_that_do_nothing_end_the_batch_as_an_outage() {
    PartialBatch batch = PartialBatch.of(new Random(1));
    for (int calls = 0; calls < 4; calls++) {
      batch.pause(false);
    }

    Throwable fault = catchThrowable(() -> batch.pause(false));

    assertThat(fault)
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            thrown -> assertThat(Outage.isBehind(thrown)).isTrue());
  }

  @Test
  void there_is_a_pause_before_each_call_and_progress_shortens_it() {
    PartialBatch batch = PartialBatch.of(LONGEST);
    long start = System.nanoTime();

    batch.pause(false);
    batch.pause(true);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(149), Duration.ofSeconds(30));
  }

  @Test
  void a_batch_that_creeps_is_given_up_when_its_pauses_have_used_their_time() {
    RandomGenerator hours =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return 0;
          }

          @Override
          public long nextLong(long bound) {
            return 5_001;
          }
        };

    assertThatThrownBy(() -> PartialBatch.of(hours).pause(true))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void a_batch_ends_with_its_deadline() {
    Deadline over = Deadline.at(Instant.EPOCH, () -> Instant.EPOCH);

    assertThatThrownBy(() -> PartialBatch.until(over, LONGEST).pause(true))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }
}
