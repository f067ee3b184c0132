package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.domain.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Orders that are due while others keep changing them.
class BusyOrdersTest {
  private static final String JOB = "expire-orders";

  private final JobDesk desk = new JobDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void orders_that_are_busy_for_a_while_are_asked_for_again_after_pauses() {
    OrdersPlayed orders = new OrdersPlayed(3).busyFor(4);
    desk.functions.play(JobDesk.ORDERS, orders::reply);

    String outcome = desk.deliver(JOB).outcome();

    assertThat(outcome).isEqualTo("succeeded");
    assertThat(orders.expired()).isEqualTo(3);
    assertThat(desk.functions.calls()).hasSize(5);
    assertThat(desk.now()).isAfter(JobDesk.START);
  }

  @Test
  void orders_that_stay_busy_fail_the_attempt_which_lambda_repeats() {
    OrdersPlayed orders = new OrdersPlayed(3).busyFor(1_000);
    desk.functions.play(JobDesk.ORDERS, orders::reply);

    assertThatThrownBy(() -> desk.deliver(JOB))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("busy");

    assertThat(desk.functions.calls()).hasSizeLessThanOrEqualTo(5);
    assertThat(desk.onlyRun(JOB).status()).isEqualTo(RunStatus.FAILED);
    assertThat(desk.onlyRun(JOB).error()).map(RunFault::code).contains("busy");
  }
}
