package orderflow.local.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.template.ScheduleTrigger;
import org.junit.jupiter.api.io.TempDir;

/// A scheduler on a clock the test moves, and what it sent.
abstract class SchedulerFixture {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Instant START = Instant.parse("2026-03-01T10:00:20Z");
  static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final List<String> sent = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  boolean refusing;

  Scheduler scheduler(ScheduleTrigger... triggers) throws IOException {
    return scheduler(now::get, Optional.of(folder.resolve("schedules.json")), triggers);
  }

  Scheduler scheduler(InstantSource clock, Optional<Path> file, ScheduleTrigger... triggers)
      throws IOException {
    return new Scheduler(
        List.of(triggers),
        (function, payload) -> send(payload),
        clock,
        RetryDelays.AWS,
        new Random(7),
        notices::add,
        file);
  }

  Scheduler scheduler(List<String> payloads, String input) throws IOException {
    ScheduleTrigger trigger =
        new ScheduleTrigger(
            "RunJob",
            "Job",
            "job",
            "rate(1 hour)",
            ZoneOffset.UTC,
            input,
            Duration.ZERO,
            2,
            Duration.ofDays(1),
            true);
    return new Scheduler(
        List.of(trigger),
        (function, payload) -> {
          payloads.add(payload);
          return function;
        },
        now::get,
        RetryDelays.AWS,
        new Random(7),
        notices::add,
        Optional.empty());
  }

  String send(String payload) {
    sent.add(time(payload));
    if (refusing) {
      throw new UncheckedIOException(new IOException("the disk is full"));
    }
    return "request";
  }

  void pass(Scheduler scheduler, Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
    scheduler.evaluate();
  }

  static ScheduleTrigger schedule(String expression) {
    return schedule(expression, ZoneOffset.UTC, Duration.ZERO, true);
  }

  static ScheduleTrigger schedule(
      String expression, ZoneId zone, Duration window, boolean enabled) {
    return new ScheduleTrigger(
        "RunJob",
        "Job",
        "job",
        expression,
        zone,
        "{\"scheduledFor\":\"<aws.scheduler.scheduled-time>\"}",
        window,
        2,
        Duration.ofDays(1),
        enabled);
  }

  static String time(String payload) {
    try {
      return JSON.readTree(payload).path("scheduledFor").textValue();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
