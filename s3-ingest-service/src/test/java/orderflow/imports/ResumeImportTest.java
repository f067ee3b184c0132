package orderflow.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeImportTest {
  private static final Map<String, String> SMALL_BATCHES =
      Map.of("IMPORT_PARALLELISM", "1", "IMPORT_BATCH_SIZE", "5");
  private static final String KEY = "incoming/products/a b+ü.csv";
  private static final String FILE =
      "sku,name,amount,currency,stock,active\n"
          + IntStream.range(0, 40)
              .mapToObj("SKU-%d,Mug,500,EUR,3,true\n"::formatted)
              .collect(Collectors.joining());

  /// The updates of a run are its fence, its beginning, what was found, then a window each.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void an_import_that_was_cancelled_at_any_move_goes_on_and_no_row_is_lost_or_doubled(int move) {
    try (Desk desk = new Desk(SMALL_BATCHES)) {
      cancelledAt(desk, move);
      String id = desk.newest().text("id");

      Desk.Answer resumed = resume(desk, id, "r");
      S3Event event = desk.continuation().orElseThrow();
      desk.deliver(event);

      assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
      assertThat(resumed.text("status")).isEqualTo("queued");
      assertThat(resumed.text("finishedAt")).isEmpty();
      Desk.Answer ended = desk.get(id);
      assertThat(ended.text("status")).isEqualTo("succeeded");
      assertThat(Desk.counts(ended)).isEqualTo("total=40 created=40");
      assertThat(desk.orders.effects()).isEqualTo(40);
      assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void a_file_of_other_separators_goes_on_as_it_began(String separator) {
    try (Desk desk = new Desk(SMALL_BATCHES)) {
      AtMove cancelling = new AtMove(6, () -> cancel(desk, desk.newest().text("id")));
      String file = FILE.replace(",", separator);
      desk.reader(cancelling).handleRequest(desk.put(KEY, file), Desk.context(60_000));

      resume(desk, desk.newest().text("id"), "r");
      desk.deliver(desk.continuation().orElseThrow());

      assertThat(Desk.counts(desk.newest())).isEqualTo("total=40 created=40");
      assertThat(desk.orders.effects()).isEqualTo(40);
    }
  }

  @Test
  void a_request_that_is_sent_again_starts_it_again_until_it_has_begun() {
    try (Desk desk = new Desk(SMALL_BATCHES)) {
      cancelledAt(desk, 6);
      String id = desk.newest().text("id");

      Desk.Answer first = resume(desk, id, "r");
      Desk.Answer again = resume(desk, id, "r");
      S3Event one = desk.continuation().orElseThrow();
      S3Event two = desk.continuation().orElseThrow();
      desk.deliver(one);
      desk.deliver(two);
      Desk.Answer late = resume(desk, id, "r");

      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(late.body()).isEqualTo(first.body());
      assertThat(desk.continuation()).isEmpty();
      assertThat(Desk.counts(desk.get(id))).isEqualTo("total=40 created=40");
      assertThat(desk.orders.effects()).isEqualTo(40);
    }
  }

  @Test
  void an_import_that_stopped_at_its_tolerance_goes_on_and_stops_again() {
    try (Desk desk = new Desk(SMALL_BATCHES)) {
      byte[] bad = FILE.replace(",500,", ",x,").getBytes(StandardCharsets.UTF_8);
      String id =
          desk.announce(
                  "k",
                  "{\"kind\":\"products\",\"fileName\":\"f\",\"sizeBytes\":%d,\"tolerance\":{\"rows\":3}}"
                      .formatted(bad.length))
              .text("id");
      desk.deliver(desk.put("incoming/products/" + id, bad));
      Desk.Answer failed = desk.get(id);

      resume(desk, id, "r");
      desk.deliver(desk.continuation().orElseThrow());

      assertThat(failed.text("status")).isEqualTo("failed");
      assertThat(desk.get(id).text("status")).isEqualTo("failed");
      assertThat(desk.get(id).body()).contains("tolerance_exceeded");
      assertThat(failed.body()).contains("\"failed\":5,");
      assertThat(desk.get(id).body()).contains("\"failed\":10,");
    }
  }

  @Test
  void what_is_at_work_is_over_or_has_no_file_does_not_go_on() {
    try (Desk desk = new Desk()) {
      desk.deliver(desk.put(KEY, FILE));
      Desk.Answer over = resume(desk, desk.newest().text("id"), "r1");
      String waiting =
          desk.announce("k", "{\"kind\":\"orders\",\"fileName\":\"f.csv\",\"sizeBytes\":9}")
              .text("id");
      Desk.Answer awaiting = resume(desk, waiting, "r2");
      cancel(desk, waiting);

      assertThat(over.status()).isEqualTo(409);
      assertThat(over.text("code")).isEqualTo("import_not_resumable");
      assertThat(awaiting.text("code")).isEqualTo("import_not_resumable");
      assertThat(resume(desk, waiting, "r3").text("code")).isEqualTo("import_not_resumable");
      assertThat(resume(desk, "imp_01JD8Y0000ABCDEFGHJKMNPQRS", "r4").status()).isEqualTo(404);
      assertThat(desk.continuation()).isEmpty();
    }
  }

  @Test
  void when_nothing_can_be_started_the_same_request_is_to_be_sent_again() {
    try (Desk desk = new Desk(Map.of("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1"))) {
      cancelledAt(desk, 3);
      String id = desk.newest().text("id");

      Desk.Answer first = resume(desk, id, "r");
      Desk.Answer again = resume(desk, id, "r");

      assertThat(first.status()).isEqualTo(503);
      assertThat(first.text("detail")).contains("send this again");
      assertThat(first.header("Retry-After")).isEqualTo("2");
      assertThat(again.status()).isEqualTo(503);
      assertThat(desk.get(id).text("status")).isEqualTo("queued");
    }
  }

  private static void cancelledAt(Desk desk, int move) {
    AtMove cancelling = new AtMove(move, () -> cancel(desk, desk.newest().text("id")));
    desk.reader(cancelling).handleRequest(desk.put(KEY, FILE), Desk.context(60_000));
    assertThat(cancelling.happened()).isTrue();
    assertThat(desk.newest().text("status")).isEqualTo("cancelled");
  }

  private static void cancel(Desk desk, String id) {
    Desk.Answer answer =
        desk.staff("POST /v1/imports/{importId}/cancellation")
            .path(id)
            .header("idempotency-key", "cancel")
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static Desk.Answer resume(Desk desk, String id, String key) {
    return desk.staff("POST /v1/imports/{importId}/resumption")
        .path(id)
        .header("idempotency-key", key)
        .send();
  }
}
