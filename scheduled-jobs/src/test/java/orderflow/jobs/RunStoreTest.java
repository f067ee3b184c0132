package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Lease;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.domain.RunStatus;
import orderflow.jobs.domain.RunTimes;
import orderflow.jobs.domain.RunTrigger;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunStoreTest {
  private static final String JOB = "expire-orders";
  private static final Instant NOW = JobDesk.START;

  private final JobDesk desk = new JobDesk();
  private final RunStore store = desk.store();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_run_that_a_twin_delivery_has_skipped_meanwhile_is_not_begun() {
    JobRun read = opened("run_1", NOW);
    Lease seen = store.lease(JOB);
    store.skip(read.skipped(NOW, "run_0"), NOW);

    Optional<Lease> lease = begin(read, seen, Optional.empty());

    assertThat(lease).isEmpty();
    assertThat(status(read)).isEqualTo(RunStatus.SKIPPED);
    assertThat(store.lease(JOB)).isEqualTo(seen);
  }

  @Test
  void a_run_that_is_over_is_not_taken_for_dead() {
    JobRun over = opened("run_1", NOW);
    JobRun next = opened("run_2", NOW.plusSeconds(60));
    Lease seen = store.lease(JOB);
    store.skip(over.skipped(NOW, "run_0"), NOW);

    Optional<Lease> lease =
        begin(next, seen, Optional.of(over.failed(NOW, new RunFault("taken_over", "no life"))));

    assertThat(lease).isEmpty();
    assertThat(status(over)).isEqualTo(RunStatus.SKIPPED);
    assertThat(status(next)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void a_run_whose_last_attempt_failed_is_begun_again() {
    JobRun run = opened("run_1", NOW);
    Lease held = begin(run, store.lease(JOB), Optional.empty()).orElseThrow();
    JobRun failed = run.begun(NOW, "i").failed(NOW, new RunFault("timed_out", "no answer"));
    Lease free =
        store
            .keep(
                failed,
                held,
                new Lease(Optional.empty(), NOW, false, held.token(), held.version()),
                NOW)
            .orElseThrow();

    Optional<Lease> lease = begin(failed, free, Optional.empty());

    assertThat(lease).isPresent();
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
  }

  private Optional<Lease> begin(JobRun read, Lease seen, Optional<JobRun> dead) {
    return store.begin(read.begun(NOW, "invocation-2"), seen, dead, NOW.plusSeconds(60), NOW);
  }

  private RunStatus status(JobRun run) {
    return store.find(JOB, run.id()).orElseThrow().status();
  }

  private JobRun opened(String id, Instant scheduledFor) {
    JobRun fresh =
        JobRun.queued(
            id,
            JOB,
            RunTrigger.SCHEDULE,
            false,
            new RunTimes(scheduledFor, NOW, Optional.empty(), Optional.empty()),
            "invocation-1");
    return store.open(fresh, NOW, Deadline.at(NOW.plusSeconds(60), () -> NOW));
  }
}
