package orderflow.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class KilledRunTest {
  private static final String FILE =
      "sku,name,amount,currency,stock,active\n"
          + IntStream.range(0, 40)
              .mapToObj(
                  i -> i % 8 == 3 ? "?,x,1,EUR,,\n" : "SKU-%d,Mug,500,EUR,3,true\n".formatted(i))
              .collect(Collectors.joining());

  /// Every call of a run, in order: the process dies before it has its effect, or right after.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void a_run_killed_at_any_call_is_taken_up_without_a_row_lost_or_doubled(int call) {
    for (boolean after : List.of(false, true)) {
      try (Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "2", "IMPORT_BATCH_SIZE", "5"))) {
        S3Event event = desk.put("incoming/products/f.csv", FILE);
        Death death = new Death(call, after);

        assertThatThrownBy(() -> desk.reader(death).handleRequest(event, Desk.context(60_000)))
            .isInstanceOf(Killed.class);
        desk.deliver(event);

        assertThat(death.happened).isTrue();
        assertThat(Desk.counts(desk.newest())).isEqualTo("total=40 created=35 failed=5");
        assertThat(desk.newest().text("status")).isEqualTo("succeeded_with_errors");
        assertThat(desk.errors(desk.newest().text("id")).data()).hasSize(5);
        assertThat(desk.orders.effects()).isEqualTo(35);
        assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(1);
      }
    }
  }

  @Test
  void of_two_runs_at_once_the_older_one_ends_and_counts_nothing() {
    try (Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "1", "IMPORT_BATCH_SIZE", "5"))) {
      S3Event event = desk.put("incoming/products/f.csv", FILE);
      Overtaken overtaken = new Overtaken(() -> desk.deliver(event));

      desk.reader(overtaken).handleRequest(event, Desk.context(60_000));

      assertThat(overtaken.happened).isTrue();
      assertThat(Desk.counts(desk.newest())).isEqualTo("total=40 created=35 failed=5");
      assertThat(desk.orders.effects()).isEqualTo(35);
      assertThat(desk.continuation()).isEmpty();
    }
  }

  /// What a process that ends looks like from inside: nothing catches it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /// Ends the process at its n-th call, before or after the call has its effect.
  private static final class Death implements ExecutionInterceptor {
    private final AtomicInteger left;
    private final boolean after;
    private boolean happened;

    private Death(int call, boolean after) {
      this.left = new AtomicInteger(call);
      this.after = after;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (left.decrementAndGet() <= 0 && !after) {
        happened = true;
        throw new Killed();
      }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (left.get() <= 0) {
        happened = true;
        throw new Killed();
      }
    }
  }

  /// Lets another run go first when this one moves its checkpoint for the second time.
  private static final class Overtaken implements ExecutionInterceptor {
    private final Runnable other;
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicBoolean entered = new AtomicBoolean();
    private boolean happened;

    private Overtaken(Runnable other) {
      this.other = other;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      boolean update = context.request() instanceof UpdateItemRequest;
      // The updates of a run: its fence, its beginning, what was found, then a window each.
      if (update && updates.incrementAndGet() == 5 && entered.compareAndSet(false, true)) {
        other.run();
        happened = true;
      }
    }
  }
}
