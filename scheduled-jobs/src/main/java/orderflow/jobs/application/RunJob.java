package orderflow.jobs.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import orderflow.jobs.domain.JobCatalogue;
import orderflow.jobs.domain.JobDeclaration;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.Lease;
import orderflow.jobs.domain.RunFault;
import orderflow.jobs.domain.RunTimes;
import orderflow.jobs.domain.RunTrigger;
import orderflow.jobs.dynamodb.RunStore;
import orderflow.kit.id.Chance;
import orderflow.kit.job.JobEvent;
import orderflow.kit.job.JobReply;
import orderflow.kit.time.Deadline;

/// The job engine: one run a slot, however often the slot is delivered; one working run a job.
///
/// A delivery finds its run or makes it, takes the lease of the job and works step by step. The
/// ledger keeps the progress after every step together with the lease, so a process that dies costs
/// the step it died in: the next delivery of the slot waits until the lease has run out, takes it
/// with a greater fencing token, and goes on with the same run.
public final class RunJob {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final RunStore store;
  private final Map<String, Job> jobs;
  private final HandOver handOver;
  private final Chance chance;
  private final Consumer<Duration> pause;

  /// Puts the engine together.
  ///
  /// @param jobs by name, one for each of the catalogue
  /// @param pause lets time pass
  public RunJob(
      RunStore store,
      Map<String, Job> jobs,
      HandOver handOver,
      Chance chance,
      Consumer<Duration> pause) {
    this.store = store;
    this.jobs = Map.copyOf(jobs);
    this.handOver = handOver;
    this.chance = chance;
    this.pause = pause;
  }

  /// Carries out one delivery.
  ///
  /// @throws JobFailedException when the attempt failed; the event is to be sent again
  /// @throws IllegalArgumentException for a job or run that does not exist
  public JobReply run(JobEvent event, Invocation invocation) {
    JobDeclaration declared =
        JobCatalogue.find(event.job())
            .orElseThrow(() -> new IllegalArgumentException("there is no job " + event.job()));
    JobRun run = event.runId().isPresent() ? known(event) : opened(event, invocation);
    while (true) {
      Lease lease = store.lease(declared.name());
      run = known(run.job(), run.id());
      switch (lease.verdict(run, chance.now())) {
        case Lease.Over _ -> {
          return new JobReply(run.id(), "ended");
        }
        case Lease.Occupied(String holder) -> {
          store.skip(run.skipped(chance.now(), holder), chance.now());
          return new JobReply(run.id(), "skipped");
        }
        case Lease.Wait(Instant until) -> waitFor(until, run, invocation);
        case Lease.Take take -> {
          Optional<Attempted> attempted = begin(run, lease, take, invocation);
          if (attempted.isPresent()) {
            return work(attempted.get(), invocation);
          }
        }
      }
    }
  }

  private JobRun known(JobEvent event) {
    return known(event.job(), event.runId().orElseThrow());
  }

  private JobRun known(String job, String runId) {
    return store
        .find(job, runId)
        .orElseThrow(() -> new IllegalArgumentException("job " + job + " has no run " + runId));
  }

  private JobRun opened(JobEvent event, Invocation invocation) {
    Instant now = chance.now();
    JobRun fresh =
        JobRun.queued(
            chance.id(JobRun.ID_PREFIX, now),
            event.job(),
            RunTrigger.SCHEDULE,
            false,
            new RunTimes(event.scheduledFor(), now, Optional.empty(), Optional.empty()),
            invocation.requestId());
    return store.open(fresh, now, invocation.deadline());
  }

  /// A delivery that finds its run at work cannot tell a twin from a dead one before the lease has
  /// run out.
  private void waitFor(Instant until, JobRun run, Invocation invocation) {
    if (!invocation.deadline().allows(LONGEST_WAIT)) {
      throw new JobFailedException(
          run, new RunFault("in_progress", "another delivery of the run is at work"));
    }
    Duration left = Duration.between(chance.now(), until);
    pause.accept(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
  }

  /// A run with its lease.
  private record Attempted(JobRun run, Lease lease) {}

  private Optional<Attempted> begin(
      JobRun run, Lease seen, Lease.Take take, Invocation invocation) {
    Instant now = chance.now();
    JobRun begun =
        take.sameAttempt()
            ? run.continued(invocation.requestId())
            : run.begun(now, invocation.requestId());
    Optional<JobRun> dead =
        take.dead()
            .flatMap(runId -> store.find(run.job(), runId))
            .filter(died -> !died.status().isFinal())
            .map(died ->
                died.failed(
                    now,
                    new RunFault(
                        "taken_over", "it gave no sign of life; " + run.id() + " took over")));
    return store
        .begin(begun, seen, dead, now.plus(hold(job(run))), now)
        .map(lease -> new Attempted(begun, lease));
  }

  private JobReply work(Attempted start, Invocation invocation) {
    Job job = job(start.run());
    Attempted at = start;
    while (true) {
      Job.Step step = step(job, at, invocation);
      Optional<Attempted> next =
          switch (step) {
            case Job.More(var progress) -> more(job, at, at.run().with(progress), invocation);
            case Job.Done(var progress) -> end(at, at.run().with(progress).succeeded(chance.now()));
            case Job.Failed(var fault) -> end(at, at.run().failed(chance.now(), fault));
            case Job.Fenced _ -> Optional.empty();
          };
      if (next.isEmpty()) {
        return new JobReply(at.run().id(), "superseded");
      }
      at = next.get();
      if (step instanceof Job.Failed(var fault)) {
        throw new JobFailedException(at.run(), fault);
      }
      if (step instanceof Job.Done) {
        return new JobReply(at.run().id(), "succeeded");
      }
      if (at.lease().handedOver()) {
        handOver.goOn(at.run(), invocation);
        return new JobReply(at.run().id(), "continued");
      }
    }
  }

  private Job.Step step(Job job, Attempted at, Invocation invocation) {
    Instant end = chance.now().plus(job.longestStep());
    Instant last = invocation.deadline().end();
    return job.step(
        new Job.Work(
            at.run(),
            at.lease().token(),
            Deadline.at(end.isBefore(last) ? end : last, chance.clock())));
  }

  /// Keeps the progress; hands the run over when the next step would not fit.
  private Optional<Attempted> more(Job job, Attempted at, JobRun run, Invocation invocation) {
    boolean fits = invocation.deadline().allows(job.longestStep().plus(HandOver.RESERVE));
    Lease lease = at.lease();
    Instant now = chance.now();
    Lease changed =
        new Lease(lease.holder(), now.plus(hold(job)), !fits, lease.token(), lease.version());
    return store.keep(run, lease, changed, now).map(kept -> new Attempted(run, kept));
  }

  private Optional<Attempted> end(Attempted at, JobRun run) {
    Lease lease = at.lease();
    Instant now = chance.now();
    Lease free = new Lease(Optional.empty(), now, false, lease.token(), lease.version());
    return store.keep(run, lease, free, now).map(kept -> new Attempted(run, kept));
  }

  private static Duration hold(Job job) {
    return job.longestStep().plus(HandOver.RESERVE);
  }

  private Job job(JobRun run) {
    return Objects.requireNonNull(jobs.get(run.job()), run.job());
  }
}
