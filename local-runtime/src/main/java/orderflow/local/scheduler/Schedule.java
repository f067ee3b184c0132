package orderflow.local.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import orderflow.local.template.ScheduleTrigger;
import orderflow.schedule.ScheduleExpression;

/// One schedule: which of its times is to be sent now. Guarded by the scheduler's lock.
final class Schedule {
  private static final int TIMES_AHEAD = 5;

  private final ScheduleTrigger trigger;
  private final ScheduleExpression expression;
  private final RandomGenerator random;
  private Optional<Progress> progress;
  private Optional<Firing> pending = Optional.empty();

  /// @param progress what a former platform left
  /// @throws orderflow.schedule.ScheduleSyntaxException if the expression is none
  Schedule(ScheduleTrigger trigger, Optional<Progress> progress, RandomGenerator random) {
    this.trigger = trigger;
    this.expression = ScheduleExpression.parse(trigger.expression());
    this.progress = trigger.enabled() ? progress : Optional.empty();
    this.random = random;
  }

  static String definition(ScheduleTrigger trigger) {
    return trigger.expression() + " " + trigger.zone().getId();
  }

  String name() {
    return trigger.name();
  }

  String definition() {
    return definition(trigger);
  }

  ScheduleTrigger trigger() {
    return trigger;
  }

  Optional<Progress> progress() {
    return progress;
  }

  Due due(Instant now) {
    Progress from = progress.orElse(Progress.beginning(now));
    List<Instant> next =
        trigger.enabled()
            ? expression.next(TIMES_AHEAD, from.last(), trigger.zone(), from.start())
            : List.of();
    return new Due(trigger, expression.words(), progress.map(Progress::last), next);
  }

  /// The firing to send now, if any. It stays the schedule's own until [#sent] or [#failed].
  Optional<Firing> take(Instant now) {
    if (!trigger.enabled()) {
      return Optional.empty();
    }
    Progress current = progress.orElse(Progress.beginning(now));
    if (now.isBefore(current.last().minusSeconds(1))) {
      current = current.movedBackTo(now);
      pending = pending.map(firing -> firing.due(now));
    }
    progress = Optional.of(current);
    if (pending.isEmpty()) {
      pending = passed(current, now).map(time -> new Firing(time, time.plus(flexibility()), 1));
    }
    return pending.filter(firing -> !firing.dueAt().isAfter(now));
  }

  void sent(Firing firing) {
    pending = Optional.empty();
    progress = progress.map(before -> before.upTo(firing.scheduledFor()));
  }

  /// Tries again later, as the retry policy allows. False when it does not: the time is given up.
  boolean failed(Firing firing, Instant retryAt) {
    boolean again =
        firing.attempt() <= trigger.maximumRetryAttempts()
            && !retryAt.isAfter(firing.scheduledFor().plus(trigger.maximumEventAge()));
    if (again) {
      pending = Optional.of(firing.again(retryAt));
    } else {
      sent(firing);
    }
    return again;
  }

  /// The latest time that has passed and is not too old to be sent. Times that are too old are
  /// dealt with by that.
  private Optional<Instant> passed(Progress current, Instant now) {
    Instant oldest = now.minus(trigger.maximumEventAge()).minusNanos(1);
    Instant from = oldest.isAfter(current.last()) ? oldest : current.last();
    Optional<Instant> latest = Optional.empty();
    Optional<Instant> next = expression.next(from, trigger.zone(), current.start());
    while (next.isPresent() && !next.get().isAfter(now)) {
      latest = next;
      next = expression.next(next.get(), trigger.zone(), current.start());
    }
    return latest;
  }

  private Duration flexibility() {
    long seconds = trigger.flexibleWindow().toSeconds();
    return seconds == 0 ? Duration.ZERO : Duration.ofSeconds(random.nextLong(seconds));
  }
}
