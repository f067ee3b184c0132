package orderflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orderflow.jobs.application.JobFailedException;
import orderflow.jobs.domain.JobRun;
import orderflow.jobs.domain.RunStatus;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What each job does beyond running.
class JobEffectsTest {
  private static final String REPORT =
      """
      {"results":[{"status":"ok","date":"2026-11-24","orders":3,
        "revenue":[{"amount":1999,"currency":"EUR"}],"refunds":[],
        "skus":[{"sku":"SKU-1","units":4,"revenue":[{"amount":1999,"currency":"EUR"}]}]}]}
      """;
  private static final String STREAM = "arn:aws:lambda:eu-west-1:000000000000:function:views";
  private static final String LETTER =
      """
      {"version":"1.0","requestContext":{"requestId":"r","functionArn":"%s:$LATEST"},
       "payload":{"Records":[{"eventID":"a","dynamodb":{"SequenceNumber":"1"}},
                             {"eventID":"b","dynamodb":{"SequenceNumber":"2"}}]}}
      """
          .formatted(STREAM);

  private final JobDesk desk = new JobDesk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void keys_are_rotated_by_the_auth_service_under_the_lease() {
    desk.functions.play(
        JobDesk.AUTH,
        _ ->
            JobDesk.json(
                """
                {"results":[{"status":"ok","rotated":true,"currentKid":"k2",
                  "publishedKids":["k2","k3","k1"]}]}
                """));

    desk.deliver("rotate-keys");

    JobRun run = desk.onlyRun("rotate-keys");
    assertThat(JobDesk.json(run.progress().figures()))
        .isEqualTo(JobDesk.json("{\"rotated\":true,\"currentKid\":\"k2\",\"publishedKids\":3}"));
    Json.Obj event = (Json.Obj) desk.functions.calls().getFirst().event();
    assertThat(event.get("job")).contains(Json.of("rotate-keys"));
    assertThat(event.get("fencingToken")).contains(Json.of(1));
  }

  @Test
  void the_daily_report_is_about_the_day_before_and_written_as_json_and_csv() {
    desk.functions.play(JobDesk.ORDERS, _ -> JobDesk.json(REPORT));

    desk.deliver("daily-report");

    assertThat(desk.functions.calls().getFirst().event().toString()).contains("2026-11-24");
    assertThat(JobDesk.json(desk.reports.read("daily/2026-11-24.json")))
        .isEqualTo(
            JobDesk.json(
                REPORT
                    .replace("{\"results\":[{\"status\":\"ok\",", "{")
                    .replace("]}]}]}", "]}]}")));
    assertThat(desk.reports.read("daily/2026-11-24.csv").lines())
        .containsExactly(
            "figure,sku,count,amount,currency",
            "orders,,3,,",
            "revenue,,,1999,EUR",
            "sku,SKU-1,4,1999,EUR");
    assertThat(desk.onlyRun("daily-report").progress().figures()).contains("\"mailed\":0");
  }

  @Test
  void reconciliation_reads_every_page_and_reports_what_does_not_add_up() {
    desk.functions.play(
        JobDesk.ORDERS,
        event ->
            event.toString().contains("page-2")
                ? page(
                    "null",
                    "{\"equation\":\"feed\",\"subject\":\"ord_1\",\"expected\":\"2\",\"found\":\"1\"}")
                : page(
                    "\"page-2\"",
                    "{\"equation\":\"stock\",\"subject\":\"SKU-1\",\"expected\":\"5\",\"found\":\"4\"}"));

    desk.deliver("reconcile");

    JobRun run = desk.onlyRun("reconcile");
    String report = "reconcile/" + run.id() + ".json";
    assertThat(JobDesk.json(run.progress().figures()))
        .isEqualTo(
            JobDesk.json(
                """
                {"checked":{"products":2,"orders":4,"events":6},"unsettled":0,"discrepancies":2,
                 "stock":1,"money":0,"feed":1,"report":"%s"}
                """
                    .formatted(report)));
    assertThat(desk.reports.read(report)).contains("SKU-1").contains("ord_1");
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_letter_that_is_taken_is_deleted_and_one_that_fails_is_kept_with_what_failed() {
    desk.letters.put("aws/lambda/0b/0/taken", LETTER);
    desk.letters.put("quarantine/views/partly", LETTER.replace("\"a\"", "\"poison\""));
    desk.letters.put("quarantine/views/broken", "no json");
    desk.letters.put("other/left-alone", LETTER);
    desk.functions.play(
        STREAM + ":live",
        event ->
            event.toString().contains("poison")
                ? JobDesk.json("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}")
                : JobDesk.json("{\"batchItemFailures\":[]}"));

    desk.deliver("redrive");

    assertThat(desk.letters.keys())
        .containsExactlyInAnyOrder(
            "quarantine/views/broken", "quarantine/views/partly", "other/left-alone");
    assertThat(desk.letters.read("quarantine/views/partly"))
        .contains("poison")
        .doesNotContain("\"b\"")
        .contains("\"attempts\":1");
    assertThat(JobDesk.json(desk.onlyRun("redrive").progress().figures()))
        .isEqualTo(JobDesk.json("{\"letters\":3,\"redriven\":1,\"kept\":2}"));
  }

  @Test
  void a_letter_of_an_asynchronous_invocation_is_sent_as_the_function_got_it() {
    desk.letters.put(
        "aws/lambda/async/files/2026/11/25/one",
        LETTER.replace("\"payload\"", "\"requestPayload\""));
    desk.functions.play(STREAM + ":live", _ -> new Json.Null());

    desk.deliver("redrive");

    assertThat(desk.letters.keys()).isEmpty();
    assertThat(desk.functions.calls().getFirst().event().toString()).contains("SequenceNumber");
  }

  @Test
  void a_letter_that_was_quarantined_again_is_not_deleted() {
    String key = "quarantine/views/again";
    desk.letters.put(key, LETTER);
    desk.functions.play(
        STREAM + ":live",
        _ -> {
          desk.letters.put(key, LETTER.replace("1.0", "1.1"));
          return JobDesk.json("{\"batchItemFailures\":[]}");
        });

    desk.deliver("redrive");

    assertThat(desk.letters.read(key)).contains("1.1");
    assertThat(desk.onlyRun("redrive").progress().figures()).contains("\"kept\":1");
  }

  @Test
  void a_letter_whose_function_is_gone_or_throws_does_not_stop_the_others() {
    desk.letters.put("quarantine/a/gone", LETTER.replace("function:views", "function:gone"));
    desk.letters.put("quarantine/b/taken", LETTER);
    desk.functions.play(STREAM + ":live", _ -> JobDesk.json("{\"batchItemFailures\":[]}"));

    desk.deliver("redrive");

    assertThat(desk.letters.keys()).containsExactly("quarantine/a/gone");
    assertThat(desk.letters.read("quarantine/a/gone")).contains("refused");
  }

  @Test
  void a_report_that_cannot_be_written_fails_the_attempt() {
    desk.environment.put("REPORTS_BUCKET", "no-such-bucket");
    desk.functions.play(JobDesk.ORDERS, _ -> JobDesk.json(REPORT));

    assertThatThrownBy(() -> desk.deliver("daily-report"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("store_failed");
    assertThat(desk.onlyRun("daily-report").status()).isEqualTo(RunStatus.FAILED);
  }

  private static Json page(String cursor, String discrepancy) {
    return JobDesk.json(
        """
        {"results":[{"status":"ok","checked":{"products":1,"orders":2,"events":3},"unsettled":0,
          "discrepancies":[%s],"cursor":%s}]}
        """
            .formatted(discrepancy, cursor));
  }
}
