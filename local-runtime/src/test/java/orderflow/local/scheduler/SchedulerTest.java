package orderflow.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import orderflow.local.clock.MovableClock;
import orderflow.local.template.ScheduleTrigger;
import orderflow.schedule.ScheduleSyntaxException;
import org.junit.jupiter.api.Test;

final class SchedulerTest extends SchedulerFixture {
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
}
