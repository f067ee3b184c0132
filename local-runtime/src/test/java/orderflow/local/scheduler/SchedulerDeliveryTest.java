package orderflow.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a due time is delivered: the event, retries, and when it is given up.
final class SchedulerDeliveryTest extends SchedulerFixture {
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
}
