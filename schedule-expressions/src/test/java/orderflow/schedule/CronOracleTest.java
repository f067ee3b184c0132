package orderflow.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The evaluator against a scan of every minute, and against cron-utils where that is right.
class CronOracleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration SPAN = Duration.ofDays(70);

  /// Both changes of the clocks, a leap day, and the end of a year.
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-02-20T00:00:00Z"),
          Instant.parse("2026-09-20T11:11:00Z"),
          Instant.parse("2028-01-30T12:30:00Z"),
          Instant.parse("2027-11-30T23:59:00Z"));

  private static final List<String> PLAIN =
      List.of(
          "cron(0 3 * * ? *)",
          "cron(30 2 * * ? *)",
          "cron(15 0 * * ? *)",
          "cron(0/15 * * * ? *)",
          "cron(*/7 * * * ? *)",
          "cron(5/20 1/6 * * ? *)",
          "cron(0 0,6,12,18 * * ? *)",
          "cron(59 23 * * ? *)",
          "cron(0 0 * * ? *)",
          "cron(0-10/5 2-3 * * ? *)",
          "cron(1,2,3-5,50/4 9 * * ? *)",
          "cron(0 8 1 * ? *)",
          "cron(0 8 31 * ? *)",
          "cron(0 8 30 * ? *)",
          "cron(0 8 29 2 ? *)",
          "cron(0 8 1,15 * ? *)",
          "cron(0 8 10-20/3 * ? *)",
          "cron(0 8 */10 * ? *)",
          "cron(0 8 L * ? *)",
          "cron(0 8 L FEB ? *)",
          "cron(0 8 LW * ? *)",
          "cron(0 8 1W * ? *)",
          "cron(0 8 3W * ? *)",
          "cron(0 8 15W * ? *)",
          "cron(0 8 ? * MON *)",
          "cron(0 8 ? * 1 *)",
          "cron(0 8 ? * 7 *)",
          "cron(0 18 ? * MON-FRI *)",
          "cron(0 18 ? * 2-6 *)",
          "cron(0 18 ? * SUN,WED *)",
          "cron(0 9 ? * 2#1 *)",
          "cron(0 9 ? * MON#5 *)",
          "cron(0 9 ? * 6#3 *)",
          "cron(0 9 ? * 6L *)",
          "cron(0 9 ? * SUNL *)",
          "cron(0 9 ? * * *)",
          "cron(0 12 * MAR ? *)",
          "cron(0 12 * 3,10 ? *)",
          "cron(0 12 * JAN-MAR ? *)",
          "cron(0 12 * 1/2 ? *)",
          "cron(0 12 * * ? 2026)",
          "cron(0 12 * * ? 2027-2028)",
          "cron(0 12 * * ? 2026/2)",
          "cron(15 10 ? * 6L 2026-2030)",
          "cron(0 2 ? MAR,OCT SUN *)",
          "cron(30 1-3 ? * SUN *)",
          "cron(0/30 2 25 10 ? *)");

  /// cron-utils does not turn back at the end of a month: it has Sunday 28 February 2027 for `28W`.
  private static final List<String> MONTH_END = List.of("cron(0 8 28W * ? *)");

  private static final List<String> WRAPPED =
      List.of(
          "cron(0/30 20-2 ? * MON-FRI *)",
          "cron(0 22-4/2 * * ? *)",
          "cron(50-10/5 3 * * ? *)",
          "cron(0 8 ? * FRI-MON *)",
          "cron(0 8 ? * SAT-SUN *)",
          "cron(0 8 ? * 6-2/2 *)",
          "cron(0 8 28-3 * ? *)",
          "cron(0 8 1 NOV-FEB ? *)",
          "cron(0 8 ? OCT-MAR MON#1 *)",
          "cron(58-2 23-1 L * ? *)",
          "cron(0 23-1 ? * SUN-MON *)",
          "cron(45-15/10 1-3 ? 10-3 1 *)");

  static Stream<String> all() {
    return Stream.of(PLAIN, MONTH_END, WRAPPED).flatMap(List::stream);
  }

  static Stream<String> plain() {
    return PLAIN.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_times_are_those_that_a_scan_of_every_minute_finds(String expression) {
    ScheduleExpression cron = ScheduleExpression.parse(expression);
    MinuteScan scan = new MinuteScan(expression);

    for (Instant start : STARTS) {
      List<Instant> expected = scan.times(start, SPAN, BERLIN);
      List<Instant> found =
          cron.next(expected.size() + 1, start, BERLIN, Instant.EPOCH).stream()
              .filter(time -> !time.isAfter(start.plus(SPAN)))
              .toList();
      assertThat(found).as("from " + start).isEqualTo(expected);
    }
  }

  @Test
  void the_scan_meets_times_of_nearly_every_expression() {
    long met =
        all()
            .filter(expression ->
                STARTS.stream()
                    .anyMatch(
                        start -> !new MinuteScan(expression).times(start, SPAN, BERLIN).isEmpty()))
            .count();

    assertThat(met).isEqualTo(all().count());
  }

  @ParameterizedTest
  @MethodSource("plain")
  void cron_utils_agrees_where_no_range_runs_over_the_end(String expression) {
    ExecutionTime other = other(expression);
    ZonedDateTime at = STARTS.getFirst().atZone(ZoneOffset.UTC);

    for (int i = 0; i < 20; i++) {
      ZonedDateTime expected = other.nextExecution(at).orElse(null);
      if (expected == null) {
        break;
      }
      assertThat(
              ScheduleExpression.parse(expression)
                  .next(at.toInstant(), ZoneOffset.UTC, Instant.EPOCH))
          .contains(expected.toInstant());
      at = expected;
    }
    assertThat(at).isAfterOrEqualTo(STARTS.getFirst().atZone(ZoneOffset.UTC));
  }

  /// On Monday at 21:10 the next time is 21:30. cron-utils 9.2.1 says Tuesday at 20:00: it is no
  /// witness for ranges that run over the end.
  @Test
  void cron_utils_is_wrong_for_a_range_that_runs_over_the_end() {
    String expression = "cron(0/30 20-2 ? * MON-FRI *)";
    Instant after = Instant.parse("2026-11-23T21:10:00Z");
    Instant right = Instant.parse("2026-11-23T21:30:00Z");

    assertThat(ScheduleExpression.parse(expression).next(after, ZoneOffset.UTC, Instant.EPOCH))
        .contains(right);
    assertThat(new MinuteScan(expression).times(after, Duration.ofDays(1), ZoneOffset.UTC))
        .startsWith(right);
    assertThat(other(expression).nextExecution(after.atZone(ZoneOffset.UTC)))
        .isNotEmpty()
        .map(ZonedDateTime::toInstant)
        .isNotEqualTo(Optional.of(right));
  }

  private static ExecutionTime other(String expression) {
    CronDefinition aws =
        CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .instance();
    return ExecutionTime.forCron(
        new CronParser(aws).parse(expression.substring(5, expression.length() - 1)));
  }
}
