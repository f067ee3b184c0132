package orderflow.kit.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {

  @Test
  void all_run_at_once_and_values_keep_the_order_of_their_inputs() {
    CyclicBarrier all = new CyclicBarrier(8);
    List<Integer> inputs = IntStream.range(0, 8).boxed().toList();

    List<Integer> values =
        Concurrently.map(
            inputs,
            n -> {
              meet(all);
              return n * n;
            });

    assertThat(values).containsExactly(0, 1, 4, 9, 16, 25, 36, 49);
  }

  @Test
  void the_first_fault_is_thrown_as_it_was_when_all_have_ended() {
    AtomicInteger ended = new AtomicInteger();

    assertThatThrownBy(() ->
            Concurrently.map(
                List.of(1, 2, 3),
                n -> {
                  ended.incrementAndGet();
                  if (n > 1) {
                    throw new UnsupportedOperationException("no " + n);
                  }
                  return n;
                }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("no 2");
    assertThat(ended).hasValue(3);
  }

  @Test
  void one_input_needs_no_thread_and_none_gives_nothing() {
    Thread here = Thread.currentThread();

    assertThat(Concurrently.map(List.of(1), _ -> Thread.currentThread())).containsExactly(here);
    assertThat(Concurrently.<Integer, Integer>map(List.of(), n -> n)).isEmpty();
  }

  @Test
  void too_many_at_once_are_refused() {
    List<Integer> many = IntStream.range(0, 17).boxed().toList();

    assertThatThrownBy(() -> Concurrently.map(many, n -> n)).hasMessageContaining("17");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not all ran at once", e);
    }
  }
}
