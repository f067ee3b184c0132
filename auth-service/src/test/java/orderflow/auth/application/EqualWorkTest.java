package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.LongStream;
import orderflow.auth.domain.Role;
import org.junit.jupiter.api.Test;

/// An unknown address and a wrong password must not be told apart by time.
final class EqualWorkTest {
  private static final int ROUNDS = 11;
  private final Fixture auth = new Fixture();
  private int networks;

  @Test
  void an_unknown_address_costs_what_a_wrong_password_costs() {
    auth.seed("known@example.com", Role.CUSTOMER);
    auth.logIn("known@example.com", "warm up, wrong", network());
    auth.logIn("unknown@example.com", "warm up, wrong", network());

    long known = median(() -> auth.logIn("known@example.com", "not the password", network()));
    long unknown = median(() -> auth.logIn("unknown@example.com", "not the password", network()));

    assertThat((double) unknown / known).isBetween(0.6, 1.7);
  }

  /// Another one each time, so that no limit is met.
  private String network() {
    return "198.51.%d.1".formatted(networks++);
  }

  /// Processor time of this thread, which other work on the machine does not disturb.
  private static long median(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] times =
        LongStream.range(0, ROUNDS)
            .map(_ -> {
              long start = threads.getCurrentThreadCpuTime();
              work.run();
              return threads.getCurrentThreadCpuTime() - start;
            })
            .toArray();
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }
}
