package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunStatus;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The job that has the audit log compared and sealed, with the auth service's answers played.
final class SealAuditJobTest {
  private static final String JOB = "seal-audit";
  private static final String SEALED =
      """
      {"results":[{"status":"ok","sealed":%d,"entries":5,"remaining":%s,
        "hour":"2026-11-25T00","digest":"d-%s"}]}
      """;
  private static final String COMPARED =
      "{\"results\":[{\"status\":\"ok\",\"checked\":24,\"entries\":7,\"faults\":[%s]%s}]}";
  private static final String FAULT =
      """
      {"hour":"2026-11-24T05","kind":"entries_missing","where":"AUDIT#2026-11-24#3",
       "expected":"3 entries","found":"2 entries"}
      """;

  private final JobDesk desk = new JobDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void everything_is_compared_in_the_first_hour_of_a_day_and_the_last_day_in_the_others() {
    play(COMPARED.formatted("", ""), SEALED.formatted(1, false, "1"));

    desk.deliver(JOB);
    desk.move(Duration.ofHours(1));
    desk.deliver(JobDesk.slot(JOB, JobDesk.START.plus(Duration.ofHours(1))));

    List<Json.Obj> compared = items("VerifyAudit");
    assertThat(compared.getFirst().get("from")).isEmpty();
    assertThat(compared.getLast().get("from")).contains(Json.of("2026-11-23T23"));
  }

  @Test
  void the_end_of_the_chain_is_kept_and_shown_by_the_next_run() {
    play(COMPARED.formatted("", ""), SEALED.formatted(1, false, "1"));

    desk.deliver(JOB);
    desk.deliver(JobDesk.slot(JOB, JobDesk.START.plus(Duration.ofHours(1))));

    List<Json.Obj> compared = items("VerifyAudit");
    assertThat(compared.getFirst().get("anchor")).isEmpty();
    assertThat(compared.getLast().get("anchor"))
        .contains(JobDesk.json("{\"hour\":\"2026-11-25T00\",\"digest\":\"d-1\"}"));
  }

  @Test
  void a_long_log_is_compared_and_sealed_step_by_step() {
    desk.functions.play(
        JobDesk.AUTH,
        event ->
            JobDesk.json(
                isOf(event, "SealAudit")
                    ? SEALED.formatted(48, calls("SealAudit") < 2, "1")
                    : COMPARED.formatted(
                        "", calls("VerifyAudit") < 2 ? ",\"next\":\"2026-11-24T01\"" : "")));

    desk.deliver(JOB);

    JobRun run = desk.onlyRun(JOB);
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(JobDesk.json(run.progress().figures()))
        .isEqualTo(
            JobDesk.json(
                """
                {"checked":48,"entries":14,"faults":0,"sealed":96,
                 "lastHour":"2026-11-25T00","lastDigest":"d-1"}
                """));
    assertThat(items("VerifyAudit").getLast().get("from")).contains(Json.of("2026-11-24T01"));
  }

  @Test
  void a_log_that_was_changed_is_sealed_on_fails_the_run_and_says_where() {
    play(COMPARED.formatted(FAULT, ""), SEALED.formatted(1, false, "1"));

    assertThatThrownBy(() -> desk.deliver(JOB))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("audit_log_changed")
        .hasMessageContaining("2026-11-24T05: entries_missing in AUDIT#2026-11-24#3")
        .hasMessageContaining("expected 3 entries, found 2 entries");

    assertThat(calls("SealAudit")).isOne();
    assertThat(desk.onlyRun(JOB).status()).isEqualTo(RunStatus.FAILED);
    play(COMPARED.formatted("", ""), SEALED.formatted(1, false, "1"));
    desk.deliver(JobDesk.slot(JOB, JobDesk.START.plus(Duration.ofHours(1))));
    assertThat(items("VerifyAudit").getLast().get("anchor")).isEmpty();
  }

  private void play(String compared, String sealed) {
    desk.functions.play(
        JobDesk.AUTH, event -> JobDesk.json(isOf(event, "SealAudit") ? sealed : compared));
  }

  private int calls(String command) {
    return items(command).size();
  }

  private List<Json.Obj> items(String command) {
    return desk.functions.calls().stream()
        .map(FunctionsPlayed.Call::event)
        .filter(event -> isOf(event, command))
        .map(event -> (Json.Obj) item(event))
        .toList();
  }

  private static Json item(Json event) {
    return ((Json.Arr) ((Json.Obj) event).get("items").orElseThrow()).elements().getFirst();
  }

  private static boolean isOf(Json event, String command) {
    return ((Json.Obj) event).get("command").filter(Json.of(command)::equals).isPresent();
  }
}
