package orderflow.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import orderflow.local.clock.MovableClock;
import orderflow.local.lambda.RetryDelays;
import orderflow.local.template.ScheduleTrigger;
import orderflow.schedule.ScheduleSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-01T10:00:20Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<String> sent = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private boolean refusing;

  @Test
  void rate_without_a_start_date_fires_at_once_and_then_every_step() throws IOException {
    Scheduler scheduler = scheduler(schedule("rate(1 minute)"));

    scheduler.evaluate();
    scheduler.evaluate();
    pass(scheduler, MINUTE.minusSeconds(1));
    pass(scheduler, Duration.ofSeconds(1));
    pass(scheduler, MINUTE);

    assertThat(sent)
        .containsExactly("2026-03-01T10:00:20Z", "2026-03-01T10:01:20Z", "2026-03-01T10:02:20Z");
  }

  @Test
  void cron_fires_within_the_minute_of_its_time_and_once() throws IOException {
    Scheduler scheduler = scheduler(schedule("cron(0 11 * * ? *)"));

    scheduler.evaluate();
    pass(scheduler, Duration.ofSeconds(59 * 60 + 39));
    assertThat(sent).isEmpty();
    pass(scheduler, Duration.ofSeconds(2));
    pass(scheduler, Duration.ofSeconds(2));

    assertThat(sent).containsExactly("2026-03-01T11:00:00Z");
  }

  @Test
  void time_zone_of_the_schedule_counts() throws IOException {
    Scheduler scheduler =
        scheduler(schedule("cron(0 12 * * ? *)", ZoneId.of("Europe/Berlin"), Duration.ZERO, true));

    scheduler.evaluate();
    pass(scheduler, Duration.ofHours(1));

    assertThat(sent).containsExactly("2026-03-01T11:00:00Z");
  }

  @Test
  void local_time_that_daylight_saving_leaves_out_is_skipped_and_a_repeated_one_fires_once()
      throws IOException {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    now.set(Instant.parse("2026-03-29T00:00:00Z"));
    Scheduler spring = scheduler(schedule("cron(30 2 29 MAR ? *)", berlin, Duration.ZERO, true));
    spring.evaluate();
    pass(spring, Duration.ofHours(12));
    assertThat(sent).isEmpty();

    now.set(Instant.parse("2026-10-24T23:00:00Z"));
    Scheduler autumn = scheduler(schedule("cron(30 2 25 OCT ? *)", berlin, Duration.ZERO, true));
    autumn.evaluate();
    for (int half = 0; half < 8; half++) {
      pass(autumn, Duration.ofMinutes(30));
    }

    assertThat(sent).containsExactly("2026-10-25T00:30:00Z");
  }

  @Test
  void at_fires_once() throws IOException {
    Scheduler scheduler = scheduler(schedule("at(2026-03-01T10:05:00)"));

    scheduler.evaluate();
    pass(scheduler, Duration.ofMinutes(5));
    pass(scheduler, Duration.ofDays(1));

    assertThat(sent).containsExactly("2026-03-01T10:05:00Z");
    assertThat(scheduler.due().getFirst().next()).isEmpty();
  }

  @Test
  void disabled_schedule_does_not_fire_by_itself_but_by_hand() throws IOException {
    Scheduler scheduler =
        scheduler(schedule("rate(1 minute)", ZoneOffset.UTC, Duration.ZERO, false));

    scheduler.evaluate();
    pass(scheduler, Duration.ofHours(1));
    assertThat(sent).isEmpty();
    scheduler.fire("job", Instant.parse("2026-02-01T00:00:00Z"));

    assertThat(sent).containsExactly("2026-02-01T00:00:00Z");
    assertThat(scheduler.due().getFirst().next()).isEmpty();
  }

  @Test
  void clock_moved_by_an_hour_fires_a_job_of_every_minute_once_for_the_latest_time()
      throws IOException {
    MovableClock clock = new MovableClock(folder.resolve("offset"), now::get);
    Scheduler scheduler = scheduler(clock, Optional.empty(), schedule("rate(1 minute)"));
    clock.onMove(scheduler::evaluate);
    scheduler.evaluate();
    sent.clear();

    clock.move(Duration.ofHours(1));

    assertThat(sent).containsExactly("2026-03-01T11:00:20Z");
    pass(scheduler, MINUTE);
    assertThat(sent).containsExactly("2026-03-01T11:00:20Z", "2026-03-01T11:01:20Z");
  }

  @Test
  void clock_moved_by_three_days_fires_a_daily_job_once() throws IOException {
    Scheduler scheduler = scheduler(schedule("cron(15 0 * * ? *)"));
    scheduler.evaluate();

    pass(scheduler, Duration.ofDays(3));

    assertThat(sent).containsExactly("2026-03-04T00:15:00Z");
  }

  @Test
  void time_that_passed_longer_ago_than_the_maximum_event_age_is_left_out() throws IOException {
    Scheduler scheduler = scheduler(schedule("cron(0 0 2 MAR ? *)"));
    scheduler.evaluate();

    pass(scheduler, Duration.ofDays(3));

    assertThat(sent).isEmpty();
  }

  @Test
  void clock_moved_back_lets_schedules_go_on_from_the_new_now() throws IOException {
    Scheduler scheduler = scheduler(schedule("rate(1 minute)"));
    scheduler.evaluate();
    pass(scheduler, Duration.ofHours(1));
    sent.clear();

    pass(scheduler, Duration.ofHours(-1));
    assertThat(sent).isEmpty();
    pass(scheduler, MINUTE);

    assertThat(sent).containsExactly("2026-03-01T10:01:20Z");
  }

  @Test
  void restart_neither_repeats_nor_leaves_out_a_time() throws IOException {
    ScheduleTrigger minutely = schedule("rate(1 minute)");
    Scheduler first = scheduler(minutely);
    first.evaluate();
    pass(first, MINUTE);

    Scheduler second = scheduler(minutely);
    second.evaluate();
    assertThat(sent).containsExactly("2026-03-01T10:00:20Z", "2026-03-01T10:01:20Z");
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(7)));
    Scheduler third = scheduler(minutely);
    third.evaluate();
    pass(third, MINUTE);

    assertThat(sent).endsWith("2026-03-01T10:08:20Z", "2026-03-01T10:09:20Z").hasSize(4);
  }

  @Test
  void cron_time_that_passed_while_the_platform_was_off_fires_at_its_start() throws IOException {
    ScheduleTrigger nightly = schedule("cron(0 3 * * ? *)");
    scheduler(nightly).evaluate();

    now.set(Instant.parse("2026-03-02T09:00:00Z"));
    scheduler(nightly).evaluate();

    assertThat(sent).containsExactly("2026-03-02T03:00:00Z");
  }

  @Test
  void changed_expression_is_a_new_schedule() throws IOException {
    scheduler(schedule("rate(1 hour)")).evaluate();

    now.updateAndGet(instant -> instant.plus(MINUTE));
    scheduler(schedule("rate(2 hours)")).evaluate();

    assertThat(sent).containsExactly("2026-03-01T10:00:20Z", "2026-03-01T10:01:20Z");
  }

  @Test
  void spoilt_progress_file_is_refused_with_its_name() throws IOException {
    Files.writeString(folder.resolve("schedules.json"), "{");

    assertThatThrownBy(() -> scheduler(schedule("rate(1 hour)"))).isInstanceOf(IOException.class);
  }

  @Test
  void flexible_window_delays_within_it_and_keeps_the_scheduled_time() throws IOException {
    Scheduler scheduler =
        scheduler(schedule("cron(0 11 * * ? *)", ZoneOffset.UTC, Duration.ofMinutes(15), true));
    scheduler.evaluate();
    now.set(Instant.parse("2026-03-01T11:00:00Z"));
    scheduler.evaluate();
    assertThat(sent).isEmpty();

    Instant fired = Instant.MAX;
    for (int minute = 1; minute <= 15 && sent.isEmpty(); minute++) {
      pass(scheduler, MINUTE);
      fired = now.get();
    }

    assertThat(sent).containsExactly("2026-03-01T11:00:00Z");
    assertThat(fired).isBetween("2026-03-01T11:01:00Z", "2026-03-01T11:15:00Z");
  }

  @Test
  void delivery_that_fails_is_retried_with_backoff_and_the_attempt_number_rises()
      throws IOException {
    Scheduler scheduler = scheduler(schedule("rate(1 hour)"));
    refusing = true;
    scheduler.evaluate();
    scheduler.evaluate();
    assertThat(sent).hasSize(1);
    pass(scheduler, Duration.ofSeconds(1));
    refusing = false;
    pass(scheduler, Duration.ofSeconds(1));
    assertThat(sent).hasSize(2);
    pass(scheduler, Duration.ofSeconds(1));
    pass(scheduler, MINUTE);

    assertThat(sent).hasSize(3).containsOnly("2026-03-01T10:00:20Z");
    assertThat(notices).isEmpty();
  }

  @Test
  void delivery_is_given_up_when_the_retry_policy_ends() throws IOException {
    Scheduler scheduler = scheduler(schedule("rate(1 hour)"));
    refusing = true;
    scheduler.evaluate();
    pass(scheduler, Duration.ofSeconds(1));
    pass(scheduler, Duration.ofSeconds(2));
    pass(scheduler, MINUTE);

    assertThat(sent).hasSize(3);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("gives up its time 2026-03-01T10:00:20Z after 3 attempts");
  }

  @Test
  void context_attributes_in_the_input_are_filled_in() throws IOException {
    List<String> payloads = new ArrayList<>();
    String input =
        """
        {"job":"expire","at":"<aws.scheduler.scheduled-time>","arn":"<aws.scheduler.schedule-arn>",\
        "id":"<aws.scheduler.execution-id>","n":"<aws.scheduler.attempt-number>"}\
        """;
    Scheduler scheduler = scheduler(payloads, input);

    scheduler.fire("job", Instant.parse("2022-03-22T18:59:43.123Z"));

    JsonNode event = JSON.readTree(payloads.getFirst());
    assertThat(event.path("job").textValue()).isEqualTo("expire");
    assertThat(event.path("at").textValue()).isEqualTo("2022-03-22T18:59:43Z");
    assertThat(event.path("arn").textValue())
        .isEqualTo("arn:aws:scheduler:eu-west-1:000000000000:schedule/default/job");
    assertThat(event.path("id").textValue()).matches("[0-9a-f-]{36}");
    assertThat(event.path("n").textValue()).isEqualTo("1");
  }

  @Test
  void schedule_without_input_sends_the_default_event() throws IOException {
    List<String> payloads = new ArrayList<>();

    scheduler(payloads, "").fire("job", START);

    JsonNode event = JSON.readTree(payloads.getFirst());
    assertThat(event.path("source").textValue()).isEqualTo("aws.scheduler");
    assertThat(event.path("detail-type").textValue()).isEqualTo("Scheduled Event");
    assertThat(event.path("time").textValue()).isEqualTo("2026-03-01T10:00:20Z");
    assertThat(event.path("resources").path(0).textValue()).endsWith("schedule/default/job");
    assertThat(event.path("detail").textValue()).isEqualTo("{}");
  }

  @Test
  void unknown_schedule_and_bad_expression_are_refused() throws IOException {
    Scheduler scheduler = scheduler(schedule("rate(1 hour)"));

    assertThatThrownBy(() -> scheduler.fire("jobb", START)).hasMessageContaining("there are: job");
    assertThatThrownBy(() -> scheduler(schedule("rate(1 hours)")))
        .isInstanceOf(ScheduleSyntaxException.class);
  }

  @Test
  void due_shows_the_next_five_times_and_the_last() throws IOException {
    Scheduler scheduler = scheduler(schedule("cron(0 3 * * ? *)"));
    scheduler.evaluate();
    pass(scheduler, Duration.ofDays(1));

    Due due = scheduler.due().getFirst();

    assertThat(due.last()).contains(Instant.parse("2026-03-02T03:00:00Z"));
    assertThat(due.next())
        .hasSize(5)
        .startsWith(Instant.parse("2026-03-03T03:00:00Z"), Instant.parse("2026-03-04T03:00:00Z"));
    assertThat(due.words()).isNotBlank();
  }

  private Scheduler scheduler(ScheduleTrigger... triggers) throws IOException {
    return scheduler(now::get, Optional.of(folder.resolve("schedules.json")), triggers);
  }

  private Scheduler scheduler(InstantSource clock, Optional<Path> file, ScheduleTrigger... triggers)
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

  private Scheduler scheduler(List<String> payloads, String input) throws IOException {
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

  private String send(String payload) {
    sent.add(time(payload));
    if (refusing) {
      throw new UncheckedIOException(new IOException("the disk is full"));
    }
    return "request";
  }

  private void pass(Scheduler scheduler, Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
    scheduler.evaluate();
  }

  private static ScheduleTrigger schedule(String expression) {
    return schedule(expression, ZoneOffset.UTC, Duration.ZERO, true);
  }

  private static ScheduleTrigger schedule(
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

  private static String time(String payload) {
    try {
      return JSON.readTree(payload).path("scheduledFor").textValue();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
