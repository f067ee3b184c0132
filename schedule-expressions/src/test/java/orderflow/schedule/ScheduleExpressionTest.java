package orderflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleExpressionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// The examples of the EventBridge Scheduler User Guide, "Schedule types", and of the EventBridge
  /// User Guide, "Cron expressions reference".
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cron(0 10 * * ? *)          | 2026-11-24T12:00:00Z | 2026-11-25T10:00:00Z",
        "cron(15 12 * * ? *)         | 2026-11-24T12:00:00Z | 2026-11-24T12:15:00Z",
        "cron(0 18 ? * MON-FRI *)    | 2026-11-27T18:00:00Z | 2026-11-30T18:00:00Z",
        "cron(0 8 1 * ? *)           | 2026-11-24T12:00:00Z | 2026-12-01T08:00:00Z",
        "cron(0/15 * * * ? *)        | 2026-11-24T12:00:00Z | 2026-11-24T12:15:00Z",
        "cron(0/10 * ? * MON-FRI *)  | 2026-11-27T23:55:00Z | 2026-11-30T00:00:00Z",
        "cron(0/5 8-17 ? * MON-FRI *)| 2026-11-27T17:55:00Z | 2026-11-30T08:00:00Z",
        "cron(0/30 20-2 ? * MON-FRI *)| 2026-11-23T21:10:00Z | 2026-11-23T21:30:00Z",
        "cron(0/30 20-2 ? * MON-FRI *)| 2026-11-24T02:30:00Z | 2026-11-24T20:00:00Z",
        "cron(15 10 ? * 6L 2022-2023)| 2022-12-30T10:15:00Z | 2023-01-27T10:15:00Z",
        "cron(0 9 ? * 2#1 *)         | 2026-11-24T12:00:00Z | 2026-12-07T09:00:00Z",
        "cron(0 0 L * ? *)           | 2028-02-01T00:00:00Z | 2028-02-29T00:00:00Z",
        "cron(0 0 3W * ? *)          | 2026-10-01T00:00:00Z | 2026-10-02T00:00:00Z",
        "rate(5 minutes)             | 2026-01-01T00:00:00Z | 2026-01-01T00:05:00Z",
        "rate(1 hour)                | 2026-01-01T05:59:59Z | 2026-01-01T06:00:00Z",
        "rate(7 days)                | 2025-12-31T00:00:00Z | 2026-01-01T00:00:00Z",
        "at(2026-11-20T13:00:00)     | 2026-11-20T12:59:59Z | 2026-11-20T13:00:00Z"
      })
  void the_examples_of_the_documentation_have_their_times(
      String expression, Instant after, Instant next) {
    Instant start = expression.startsWith("cron") ? Instant.EPOCH : START;

    assertThat(ScheduleExpression.parse(expression).next(after, ZoneOffset.UTC, start))
        .contains(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cron(0 3 * * ? *)            | at 03:00 every day",
        "cron(15 0 * * ? *)           | at 00:15 every day",
        "cron(0/15 * * * ? *)         | every 15 minutes every day",
        "cron(* * * * ? *)            | every minute every day",
        "cron(0 9,17 ? * MON-FRI *)   | at 09:00 and 17:00 on Monday to Friday",
        "cron(0/5 8-17 ? * MON-FRI *) | every 5 minutes of the hours 8 to 17 on Monday to Friday",
        "cron(7,9,11,13,15,17,19 * * * ? *) | at minute 7, 9, 11, 13, 15, 17 and 19 of every hour every day",
        "cron(0 8 L JAN,MAR ? 2027)   | at 08:00 on the last day of the month in January and March in 2027",
        "cron(0 8 LW * ? *)           | at 08:00 on the last weekday of the month",
        "cron(0 8 15W * ? *)          | at 08:00 on the weekday nearest to day 15 of the month",
        "cron(0 8 ? * FRIL *)         | at 08:00 on the last Friday of the month",
        "cron(0 8 ? * TUE#2 *)        | at 08:00 on the second Tuesday of the month",
        "cron(0 8 1,15 * ? *)         | at 08:00 on day 1 and 15 of the month",
        "rate(1 minute)               | every minute",
        "rate(12 hours)               | every 12 hours",
        "at(2026-11-20T13:00:00)      | once, on 2026-11-20 at 13:00"
      })
  void an_expression_is_said_in_words(String expression, String words) {
    assertThat(ScheduleExpression.parse(expression).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "every day                | 0  | cron(...), rate(...) or at(...)",
        "cron(0 3 * * ? *         | 16 | closing bracket",
        "cron(0 3 * * ?)          | 14 | six fields",
        "cron(0 3 * * ? * 7)      | 17 | the closing bracket",
        "cron(60 3 * * ? *)       | 5  | a minute from 0 to 59",
        "cron(0 24 * * ? *)       | 7  | an hour from 0 to 23",
        "cron(0 3 32 * ? *)       | 9  | a day of month from 1 to 31",
        "cron(0 3 * 13 ? *)       | 11 | a month from 1 to 12 or JAN to DEC",
        "cron(0 3 ? * FOO *)      | 13 | a day of week from 1 to 7 or SUN to SAT",
        "cron(0 3 ? * MON#6 *)    | 17 | a whole number from 1 to 5",
        "cron(0 3 ? * 3#1,6#3 *)  | 15 | a whole number from 1 to 5",
        "cron(0 3 * * ? 1969)     | 15 | a year from 1970 to 2199",
        "cron(0 3 * * ? 2030-2027)| 20 | a year that is not before 2030",
        "cron(0 3 * * * *)        | 13 | '?' in exactly one",
        "cron(0 3 ? * ? *)        | 13 | '?' in exactly one",
        "cron(0/0 3 * * ? *)      | 7  | a whole number from 1 to 59",
        "cron(0,,5 3 * * ? *)     | 7  | a minute",
        "cron(0 3 31 APR,JUN ? *) | 9  | a day that one of these months has",
        "cron(0 3 29 2 ? 2027)    | 9  | a day that one of these months has",
        "rate(0 minutes)          | 5  | a whole number from 1",
        "rate(1 minutes)          | 7  | minute, hour or day",
        "rate(5 minute)           | 7  | minutes, hours or days",
        "rate(5)                  | 6  | a count and a unit",
        "rate(-5 minutes)         | 5  | a whole number",
        "at(2026-02-30T13:00:00)  | 3  | a time such as",
        "at(2026-11-20 13:00)     | 14 | the closing bracket"
      })
  void a_fault_is_refused_with_its_place_and_what_was_expected(
      String expression, int position, String expected) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression))
        .isInstanceOfSatisfying(
            ScheduleSyntaxException.class,
            refused -> {
              assertThat(refused.position()).as(refused.getMessage()).isEqualTo(position);
              assertThat(refused.expected()).contains(expected);
            });
  }

  @Test
  void a_time_the_clocks_leave_out_is_skipped() {
    ScheduleExpression nightly = ScheduleExpression.parse("cron(30 2 * * ? *)");

    List<Instant> next =
        nightly.next(2, Instant.parse("2026-03-28T12:00:00Z"), BERLIN, Instant.EPOCH);

    assertThat(next)
        .containsExactly(
            Instant.parse("2026-03-30T00:30:00Z"), Instant.parse("2026-03-31T00:30:00Z"));
  }

  @Test
  void a_time_that_comes_twice_is_due_once() {
    ScheduleExpression nightly = ScheduleExpression.parse("cron(30 2 * * ? *)");

    List<Instant> next =
        nightly.next(2, Instant.parse("2026-10-24T12:00:00Z"), BERLIN, Instant.EPOCH);

    assertThat(next)
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void the_doubled_hour_is_walked_once() {
    ScheduleExpression often = ScheduleExpression.parse("cron(0/30 * * * ? *)");

    List<Instant> next =
        often.next(3, Instant.parse("2026-10-25T00:00:00Z"), BERLIN, Instant.EPOCH);

    assertThat(next)
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T02:00:00Z"),
            Instant.parse("2026-10-25T02:30:00Z"));
  }

  @Test
  void a_day_of_a_rate_has_24_hours() {
    ScheduleExpression daily = ScheduleExpression.parse("rate(1 day)");
    Instant start = Instant.parse("2026-10-24T10:00:00Z");

    assertThat(daily.next(2, start, BERLIN, start))
        .containsExactly(
            Instant.parse("2026-10-25T10:00:00Z"), Instant.parse("2026-10-26T10:00:00Z"));
  }

  @Test
  void nothing_is_due_before_the_start_and_after_the_end() {
    Instant start = Instant.parse("2026-06-01T03:00:00Z");
    ScheduleExpression daily = ScheduleExpression.parse("cron(0 3 * * ? 2026)");

    assertThat(daily.next(Instant.EPOCH, ZoneOffset.UTC, start)).contains(start);
    assertThat(daily.next(Instant.parse("2026-12-31T03:00:00Z"), ZoneOffset.UTC, start)).isEmpty();
    assertThat(
            ScheduleExpression.parse("at(2026-11-20T13:00:00)")
                .next(Instant.parse("2026-11-20T13:00:00Z"), ZoneOffset.UTC, start))
        .isEmpty();
  }
}
