package orderflow.auth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import orderflow.auth.AuthTables;
import orderflow.auth.MutableClock;
import orderflow.kit.id.Chance;
import org.junit.jupiter.api.Test;

final class HashingTurnsTest {
  private final AuthTables tables = AuthTables.create();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void no_more_turns_are_taken_at_once_than_there_are() throws Exception {
    HashingTurns turns = turns(3);
    List<Callable<Optional<Runnable>>> takers =
        IntStream.range(0, 16).<Callable<Optional<Runnable>>>mapToObj(_ -> turns::get).toList();

    List<Future<Optional<Runnable>>> taken;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      taken = threads.invokeAll(takers);
    }

    assertThat(taken.stream().filter(turn -> turn.resultNow().isPresent())).hasSize(3);
  }

  @Test
  void a_turn_that_is_given_back_goes_to_the_next() {
    HashingTurns turns = turns(1);
    Runnable turn = turns.get().orElseThrow();
    assertThat(turns.get()).isEmpty();

    turn.run();

    assertThat(turns.get()).isPresent();
  }

  @Test
  void the_turn_of_one_that_died_comes_back_after_five_seconds_and_stays_with_its_next_holder() {
    HashingTurns turns = turns(1);
    Runnable dead = turns.get().orElseThrow();
    clock.advance(Duration.ofSeconds(5).plusMillis(1));

    assertThat(turns.get()).isPresent();
    dead.run();

    assertThat(turns.get()).isEmpty();
  }

  private HashingTurns turns(int count) {
    return new HashingTurns(
        tables.client(), tables.authTable(), new Chance(clock, new SecureRandom()), count);
  }
}
