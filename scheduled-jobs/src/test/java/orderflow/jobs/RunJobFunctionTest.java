package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.domain.RunStatus;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunJobFunctionTest {
  private static final String JOB = "expire-orders";

  private final Kill kill = new Kill();
  private final JobDesk desk = new JobDesk(kill);

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_run_goes_on_until_nothing_remains_and_the_ledger_has_its_figures() {
    OrdersPlayed orders = play(1_203);

    JobReply reply = desk.deliver(JOB);

    JobRun run = desk.onlyRun(JOB);
    assertThat(reply).isEqualTo(new JobReply(run.id(), "succeeded"));
    assertThat(orders.expired()).isEqualTo(1_203);
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.progress().items()).isEqualTo(1_203);
    assertThat(run.progress().figures()).isEqualTo("{\"expired\":1203}");
    assertThat(run.times().scheduledFor()).isEqualTo(JobDesk.START);
    assertThat(run.times().endedAt()).isPresent();
    assertThat(run.attempt()).isEqualTo(1);
    assertThat(desk.store().lease(JOB).holder()).isEmpty();
  }

  @Test
  void a_slot_delivered_again_later_has_no_second_effect() {
    play(3);
    desk.deliver(JOB);

    JobReply again = desk.deliver(JOB);

    assertThat(again).isEqualTo(new JobReply(desk.onlyRun(JOB).id(), "ended"));
    assertThat(desk.functions.calls()).hasSize(1);
  }

  @Test
  void a_slot_delivered_five_times_at_once_has_one_run_and_one_effect() throws Exception {
    OrdersPlayed orders = play(5).inBatchesOf(1);

    List<JobReply> replies = atOnce(5);

    assertThat(replies).filteredOn(reply -> reply.outcome().equals("succeeded")).hasSize(1);
    assertThat(replies).filteredOn(reply -> reply.outcome().equals("ended")).hasSize(4);
    assertThat(orders.expired()).isEqualTo(5);
    assertThat(desk.functions.calls()).hasSize(5);
    assertThat(desk.onlyRun(JOB).attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_run_killed_at_any_store_call_and_delivered_again_ends_with_one_effect(boolean after) {
    OrdersPlayed orders = play(0);
    int kills = 0;
    boolean killed = true;
    for (int call = 0; killed; call++) {
      OrdersPlayed fresh = new OrdersPlayed(6).inBatchesOf(3);
      desk.functions.play(JobDesk.ORDERS, fresh::reply);
      fresh.fence(desk.store().lease(JOB).token());
      JobEvent slot = JobDesk.slot(JOB, JobDesk.START.plus(Duration.ofHours(call + 1L)));
      kill.plan(call, after);

      killed = dies(slot);
      kill.forget();
      JobReply reply = desk.deliver(slot);

      kills += killed ? 1 : 0;
      JobRun run = desk.store().find(JOB, reply.runId()).orElseThrow();
      assertThat(run.status()).as("killed at call " + call).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(fresh.expired()).isEqualTo(6);
      assertThat(desk.store().lease(JOB).holder()).isEmpty();
      assertThat(desk.runs(JOB)).hasSize(call + 1);
    }
    assertThat(kills).isGreaterThanOrEqualTo(6);
    assertThat(orders.expired()).isZero();
  }

  @Test
  void a_dead_run_is_taken_over_by_the_next_slot_with_a_greater_token() {
    play(3);
    dieWhileWorking();
    long token = desk.store().lease(JOB).token();
    desk.move(Duration.ofMinutes(10));

    JobReply next = desk.deliver(JobDesk.slot(JOB, JobDesk.START.plusSeconds(60)));

    assertThat(next.outcome()).isEqualTo("succeeded");
    assertThat(desk.store().lease(JOB).token()).isGreaterThan(token);
    JobRun dead = desk.runs(JOB).getLast();
    assertThat(dead.status()).isEqualTo(RunStatus.FAILED);
    assertThat(dead.error()).map(RunFault::code).contains("taken_over");
  }

  @Test
  void a_slot_that_is_due_while_another_run_has_the_lease_is_skipped() {
    play(3);
    dieWhileWorking();
    desk.move(Duration.ofSeconds(1));

    JobReply next = desk.deliver(JobDesk.slot(JOB, JobDesk.START.plusSeconds(60)));

    assertThat(next.outcome()).isEqualTo("skipped");
    assertThat(desk.runs(JOB).getFirst().status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(desk.runs(JOB).getFirst().error()).map(RunFault::code).contains("overlap");
  }

  @Test
  void an_attempt_that_is_fenced_leaves_the_run_to_the_other() {
    play(3).fence(99);

    JobReply reply = desk.deliver(JOB);

    assertThat(reply.outcome()).isEqualTo("superseded");
    assertThat(desk.onlyRun(JOB).status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void throttling_a_crash_and_a_lost_answer_are_borne_within_the_attempt() {
    OrdersPlayed orders = play(3);
    desk.functions.plan(FunctionsPlayed.Fault.THROTTLED, FunctionsPlayed.Fault.CRASHED);

    JobReply reply = desk.deliver(JOB);
    desk.functions.plan(FunctionsPlayed.Fault.ANSWER_LOST);
    JobReply second = desk.deliver(JobDesk.slot(JOB, JobDesk.START.plusSeconds(60)));

    assertThat(reply.outcome()).isEqualTo("succeeded");
    assertThat(second.outcome()).isEqualTo("succeeded");
    assertThat(orders.expired()).isEqualTo(3);
    assertThat(desk.functions.happened()).hasSize(3);
  }

  @Test
  void a_failed_attempt_throws_and_the_next_delivery_succeeds_as_the_second() {
    play(3);
    desk.functions.plan(
        FunctionsPlayed.Fault.CRASHED,
        FunctionsPlayed.Fault.CRASHED,
        FunctionsPlayed.Fault.CRASHED);

    assertThatThrownBy(() -> desk.deliver(JOB))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("function_failed");
    JobRun failed = desk.onlyRun(JOB);
    JobReply reply = desk.deliver(JOB);

    assertThat(desk.functions.happened()).hasSize(3);
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.error()).map(RunFault::code).contains("function_failed");
    assertThat(reply.outcome()).isEqualTo("succeeded");
    assertThat(desk.onlyRun(JOB).attempt()).isEqualTo(2);
    assertThat(desk.onlyRun(JOB).error()).isEmpty();
  }

  @Test
  void work_that_does_not_fit_goes_on_in_another_invocation_of_the_same_alias() {
    OrdersPlayed orders = play(6).inBatchesOf(3);

    JobReply first = desk.deliver(JobDesk.slot(JOB, JobDesk.START), Duration.ofSeconds(25));
    FunctionsPlayed.Call sent = desk.functions.sent().getFirst();
    JobReply second = desk.deliver(JobEvent.read(sent.event()));

    assertThat(first.outcome()).isEqualTo("continued");
    assertThat(sent.function()).isEqualTo(JobDesk.SELF);
    assertThat(second).isEqualTo(new JobReply(first.runId(), "succeeded"));
    assertThat(orders.expired()).isEqualTo(6);
    assertThat(desk.onlyRun(JOB).attempt()).isEqualTo(1);
    assertThat(desk.onlyRun(JOB).progress().items()).isEqualTo(6);
  }

  @Test
  void an_unknown_job_is_refused() {
    assertThatThrownBy(() -> desk.deliver("sweep"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sweep");
    assertThat(desk.functions.calls()).isEmpty();
  }

  private OrdersPlayed play(int due) {
    OrdersPlayed orders = new OrdersPlayed(due);
    desk.functions.play(JobDesk.ORDERS, orders::reply);
    return orders;
  }

  /// The fourth call begins the run; the fifth would end it.
  private void dieWhileWorking() {
    kill.plan(4, false);
    assertThat(dies(JobDesk.slot(JOB, JobDesk.START))).isTrue();
    assertThat(desk.onlyRun(JOB).status()).isEqualTo(RunStatus.RUNNING);
  }

  private boolean dies(JobEvent slot) {
    try {
      desk.deliver(slot);
      return false;
    } catch (Throwable e) {
      assertThat(kill.happened()).as(e.toString()).isTrue();
      return true;
    }
  }

  private List<JobReply> atOnce(int deliveries) throws Exception {
    CyclicBarrier start = new CyclicBarrier(deliveries);
    Instant slot = Instant.parse("2026-11-25T00:00:00Z");
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JobReply>> futures =
          IntStream.range(0, deliveries)
              .mapToObj(_ ->
                  pool.submit(() -> {
                    RunJobFunction function =
                        desk.onRealTime(wait -> LockSupport.parkNanos(wait.toNanos()));
                    start.await(60, TimeUnit.SECONDS);
                    return function.handleRequest(
                        new JobEvent(JOB, slot, Optional.empty()),
                        JobDesk.context(Duration.ofMinutes(5)));
                  }))
              .toList();
      return futures.stream().map(RunJobFunctionTest::outcome).toList();
    }
  }

  private static JobReply outcome(Future<JobReply> future) {
    try {
      return future.get(90, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("a delivery failed", e);
    }
  }
}
