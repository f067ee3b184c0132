package orderflow.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancelImportTest {
  private static final String FILE =
      "sku,name,amount,currency,stock,active\n"
          + IntStream.range(0, 40)
              .mapToObj("SKU-%d,Mug,500,EUR,3,true\n"::formatted)
              .collect(Collectors.joining());

  private final Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "1", "IMPORT_BATCH_SIZE", "5"));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void an_import_that_waits_for_its_file_is_cancelled_and_a_late_file_is_nobodys() {
    int size = FILE.getBytes(StandardCharsets.UTF_8).length;
    String id =
        desk.announce(
                "k1",
                "{\"kind\":\"products\",\"fileName\":\"f.csv\",\"sizeBytes\":%d}".formatted(size))
            .text("id");

    Desk.Answer cancelled = cancel(id, "c1");
    Desk.Answer again = cancel(id, "c1");
    Desk.Answer over = cancel(id, "c2");
    desk.deliver(desk.put("incoming/products/" + id, FILE));

    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(cancelled.text("status")).isEqualTo("cancelled");
    assertThat(cancelled.text("finishedAt")).isNotBlank();
    assertThat(again.body()).isEqualTo(cancelled.body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(over.status()).isEqualTo(409);
    assertThat(over.text("code")).isEqualTo("import_over");
    assertThat(desk.get(id).body()).isEqualTo(cancelled.body());
    assertThat(desk.get(id).header("ETag")).isEqualTo(cancelled.header("ETag"));
    assertThat(desk.orders.effects()).isZero();
    assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(1);
  }

  /// The updates of a run are its fence, its beginning, what was found, then a window each.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void a_run_that_is_cancelled_at_any_of_its_moves_writes_nothing_more(int move) {
    S3Event event = desk.put("incoming/products/f.csv", FILE);
    AtMove cancelling =
        new AtMove(
            move, () -> assertThat(cancel(desk.newest().text("id"), "c").status()).isEqualTo(200));

    desk.reader(cancelling).handleRequest(event, Desk.context(60_000));
    Desk.Answer ended = desk.newest();
    int effects = desk.orders.effects();
    desk.deliver(event);

    assertThat(cancelling.happened()).isTrue();
    assertThat(ended.text("status")).isEqualTo("cancelled");
    int counted = Math.max(0, move - 4) * 5;
    assertThat(effects).isBetween(counted, counted + 5);
    if (move > 3) {
      assertThat(Desk.counts(ended))
          .startsWith("total=40")
          .endsWith("unprocessed=" + (40 - counted));
    }
    assertThat(desk.orders.effects()).isEqualTo(effects);
    assertThat(desk.newest().body()).isEqualTo(ended.body());
    assertThat(desk.continuation()).isEmpty();
  }

  @Test
  void of_many_cancellations_at_once_one_is_made() {
    String id =
        desk.announce("k1", "{\"kind\":\"orders\",\"fileName\":\"f.csv\",\"sizeBytes\":9}")
            .text("id");

    List<Integer> statuses =
        Concurrently.map(
            IntStream.range(0, 16).boxed().toList(), n -> cancel(id, "c" + n).status());

    assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 409);
  }

  @Test
  void what_is_over_or_not_there_is_not_cancelled() {
    desk.deliver(desk.put("incoming/products/f.csv", FILE));

    Desk.Answer over = cancel(desk.newest().text("id"), "c1");

    assertThat(over.text("code")).isEqualTo("import_over");
    assertThat(over.text("detail")).isEqualTo("the import is succeeded");
    assertThat(cancel("imp_01JD8Y0000ABCDEFGHJKMNPQRS", "c2").status()).isEqualTo(404);
    assertThat(cancel("none", "c3").status()).isEqualTo(404);
    assertThat(
            desk.staff("POST /v1/imports/{importId}/cancellation")
                .path(desk.newest().text("id"))
                .send()
                .text("code"))
        .isEqualTo("idempotency_key_required");
  }

  @Test
  void the_content_of_a_cancelled_import_can_be_sent_again() {
    S3Event event = desk.put("incoming/products/f.csv", FILE);
    AtMove cancelling = new AtMove(6, () -> cancel(desk.newest().text("id"), "c"));
    desk.reader(cancelling).handleRequest(event, Desk.context(60_000));

    desk.deliver(desk.put("incoming/products/g.csv", FILE));

    assertThat(desk.newest().text("status")).isEqualTo("succeeded");
    assertThat(desk.newest().text("duplicateOf")).isEmpty();
    assertThat(desk.orders.products()).hasSize(40);
  }

  private Desk.Answer cancel(String id, String key) {
    return desk.staff("POST /v1/imports/{importId}/cancellation")
        .path(id)
        .header("idempotency-key", key)
        .send();
  }
}
