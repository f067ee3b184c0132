package orderflow.local.scheduler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.template.ScheduleTrigger;

/// Fires schedules (EventBridge Scheduler user guide, "Schedule types"). A schedule whose function
/// fails is not fired again: its event is in the queue by then, and the queue's rules hold.
///
/// AWS never stops and its clock never jumps; this one does both. The rule for either: **a schedule
/// whose times have passed fires once, for the latest of them**, unless that one is older than the
/// schedule's MaximumEventAge (24 h if the template says nothing). A clock moved by an hour so
/// fires a job of every minute once and not sixty times; a platform that was off over the night
/// runs the night's jobs once. When the clock is moved back, schedules go on from the new now and
/// fire again for times they have had before. How far each came is kept in a file, so a restart
/// neither repeats nor leaves out a time; only a kill between sending and noting it repeats one, as
/// deliveries may.
///
/// A schedule seen for the first time begins now: `rate` fires at once, `cron` at its next time. A
/// changed expression is a new schedule, a disabled one does not fire by itself and begins anew
/// when it is enabled. Thread-safe.
public final class Scheduler implements AutoCloseable {
  private static final long LOOK_EVERY_MILLISECONDS = 500;

  private final Map<String, Schedule> schedules = new TreeMap<>();
  private final BiFunction<String, String, String> send;
  private final InstantSource clock;
  private final RetryDelays delays;
  private final Consumer<String> notices;
  private final ProgressFile file;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scheduler").factory());

  /// A scheduler that fires nothing before [#start] or [#evaluate].
  ///
  /// @param send takes the function as the trigger names it and the event, and answers the request
  ///   id; what it throws is retried by the schedule's retry policy
  /// @param random picks the moment within a flexible window
  /// @param notices is told of times given up and of a file that cannot be written
  /// @param file where the progress is kept, or empty to begin anew at each start
  /// @throws IOException if the file cannot be read
  /// @throws orderflow.schedule.ScheduleSyntaxException if an expression is none
  public Scheduler(
      List<ScheduleTrigger> triggers,
      BiFunction<String, String, String> send,
      InstantSource clock,
      RetryDelays delays,
      RandomGenerator random,
      Consumer<String> notices,
      Optional<Path> file)
      throws IOException {
    this.send = send;
    this.clock = clock;
    this.delays = delays;
    this.notices = notices;
    this.file = new ProgressFile(file);
    for (ScheduleTrigger trigger : triggers) {
      Optional<Progress> before = this.file.of(trigger.name(), Schedule.definition(trigger));
      schedules.put(trigger.name(), new Schedule(trigger, before, random));
    }
  }

  /// From now on looks at the clock twice a second.
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /// Sends what is due now. Call it when the clock was moved: when it returns, all that fell due by
  /// the move is sent.
  public synchronized void evaluate() {
    Instant now = clock.instant();
    long sent = schedules.values().stream().filter(schedule -> evaluate(schedule, now)).count();
    if (sent > 0) {
      save();
    }
  }

  /// Fires a schedule by hand, a disabled one too; its own times stay as they are.
  ///
  /// @param scheduledFor the time the event tells the function
  /// @return the request id of the event
  /// @throws IllegalArgumentException if there is no such schedule; the message names those there
  ///   are
  public String fire(String name, Instant scheduledFor) {
    Schedule schedule = schedules.get(name);
    if (schedule == null) {
      throw new IllegalArgumentException(
          "No schedule " + name + "; there are: " + String.join(", ", schedules.keySet()));
    }
    return send(schedule, new Firing(scheduledFor, scheduledFor, 1));
  }

  /// All schedules by name, with their next times.
  public synchronized List<Due> due() {
    Instant now = clock.instant();
    return schedules.values().stream().map(schedule -> schedule.due(now)).toList();
  }

  /// Fires no more.
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /// A timer ends with the first exception its task lets out.
  private void look() {
    try {
      evaluate();
    } catch (RuntimeException e) {
      notices.accept("The schedules cannot be evaluated: " + e);
    }
  }

  /// Whether the schedule has moved on.
  private boolean evaluate(Schedule schedule, Instant now) {
    Optional<Progress> before = schedule.progress();
    schedule.take(now).ifPresent(firing -> deliver(schedule, firing, now));
    return !schedule.progress().equals(before);
  }

  /// Whatever keeps the queue from taking an event, the other schedules have to go on.
  private void deliver(Schedule schedule, Firing firing, Instant now) {
    try {
      String _ = send(schedule, firing);
      schedule.sent(firing);
    } catch (RuntimeException e) {
      if (!schedule.failed(firing, now.plus(delays.backoff(firing.attempt())))) {
        notices.accept(
            "Schedule %s gives up its time %s after %d attempts: %s"
                .formatted(
                    schedule.name(), firing.scheduledFor(), firing.attempt(), e.getMessage()));
      }
    }
  }

  private String send(Schedule schedule, Firing firing) {
    ScheduleTrigger trigger = schedule.trigger();
    return send.apply(
        trigger.function(), SchedulePayload.of(trigger, firing.scheduledFor(), firing.attempt()));
  }

  private void save() {
    try {
      file.write(schedules.values());
    } catch (IOException e) {
      notices.accept("The times of the schedules cannot be kept: " + e.getMessage());
    }
  }
}
