package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import orderflow.local.s3.S3Server;
import orderflow.local.store.ObjectFault;
import orderflow.local.store.StoreRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What no function could handle → dead-letter bucket → redrive.
@ExtendWith(OneCircle.class)
class DeadLetterTest {
  private static final String POISONED = "ord_01JD8Y0000P01S0N0000000000";

  private final Circle circle;

  DeadLetterTest(Circle circle) {
    this.circle = circle;
  }

  @AfterEach
  void takeBackWhatWasPlanted() {
    objects().faults().clear();
    circle.takePoison(POISONED);
    circle.quiet();
    circle.deadLetters("OrderStreamFunction").forEach(circle::deleteLetter);
  }

  @Test
  void an_event_that_no_code_can_read_is_put_aside_once_and_later_ones_go_on() {
    circle.newProduct("POISON-1", 100, 5);
    String feed = circle.feedEnd();

    circle.plantPoison(POISONED);
    String later = place("POISON-1");
    circle.event(feed, later, "order.placed");
    circle.quiet();

    List<String> letters = circle.deadLetters("OrderStreamFunction");
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst())
        .startsWith("quarantine/" + circle.functionName("OrderStreamFunction") + "/");
    JsonNode letter = circle.letter(letters.getFirst());
    assertThat(letter.at("/requestContext/condition").asText()).isEqualTo("Quarantined");
    assertThat(letter.at("/payload/Records/0/dynamodb/Keys/pk/S").asText())
        .isEqualTo("ORDER#" + POISONED);
    assertThat(circle.feedSince(feed))
        .noneMatch(event -> event.path("orderId").asText().equals(POISONED));
  }

  @Test
  void redrive_keeps_a_letter_whose_event_still_cannot_be_read() {
    circle.plantPoison(POISONED);
    String key =
        Patience.until(
                "the poison's letter",
                () -> circle.deadLetters("OrderStreamFunction"),
                found -> !found.isEmpty())
            .getFirst();

    JsonNode run = circle.run("redrive");
    JsonNode command = circle.redrive(key);

    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("succeeded");
    assertThat(run.at("/figures/letters").asInt()).isEqualTo(1);
    assertThat(run.at("/figures/kept").asInt()).isEqualTo(1);
    assertThat(run.at("/figures/redriven").asInt()).isZero();
    assertThat(command.at("/letters/0/outcome").asText()).isEqualTo("kept");
    assertThat(circle.deadLetters("OrderStreamFunction")).containsExactly(key);
  }

  @Test
  void a_file_that_could_not_be_read_three_times_is_imported_once_by_redrive() {
    Upload file =
        new Upload(
            "products", "sku,name,amount,currency,stock,active\nLETTER-1,Vase,1500,EUR,20,true\n");
    objects().faults().plant(new ObjectFault.Refuse(503, "SlowDown"), 1000, this::readsUploads);

    String id = file.send(circle.staff());
    String key = onlyLetter("ImportFileFunction");
    long refused = objects().faults().count(circle.functionName("ImportFileFunction"), "GetObject");
    objects().faults().clear();
    JsonNode run = circle.run("redrive");
    JsonNode done = circle.imported(id);

    assertThat(refused).isGreaterThanOrEqualTo(3);
    assertThat(run.path("status").asText()).as("%s", run).isEqualTo("succeeded");
    assertThat(run.at("/figures/redriven").asInt()).as("%s", run).isEqualTo(1);
    assertThat(circle.object("DeadLetterBucket", key)).isEmpty();
    assertThat(done.path("status").asText()).isEqualTo("succeeded");
    assertThat(done.at("/counts/created").asInt()).isEqualTo(1);
    assertThat(circle.available("LETTER-1")).isEqualTo(20);
  }

  @Test
  void a_job_that_failed_three_times_does_its_work_once_by_redrive() {
    objects().faults().plant(new ObjectFault.Refuse(503, "SlowDown"), 1000, this::writesReports);
    String due = circle.today().plusDays(40).toString();

    String path =
        circle.start("daily-report", "{\"scheduledFor\":\"%sT00:15:00Z\"}".formatted(due));
    onlyLetter("RunJobFunction");
    JsonNode failed = circle.ended(path);
    objects().faults().clear();
    JsonNode redrive = circle.run("redrive");
    JsonNode done = circle.ended(path);

    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("attempt").asInt()).isEqualTo(3);
    assertThat(redrive.at("/figures/redriven").asInt()).as("%s", redrive).isEqualTo(1);
    assertThat(circle.deadLetters("RunJobFunction")).isEmpty();
    assertThat(done.path("status").asText()).as("%s", done).isEqualTo("succeeded");
    String date = circle.today().plusDays(39).toString();
    JsonNode report =
        Answer.json(circle.object("ReportsBucket", "daily/" + date + ".json").orElseThrow());
    assertThat(report.path("orders").asInt()).isZero();
    assertThat(circle.mails("Daily report " + date)).hasSize(1);
  }

  private String onlyLetter(String function) {
    List<String> letters =
        Patience.until(
            "a dead letter of " + function,
            () -> circle.deadLetters(function),
            found -> !found.isEmpty());
    assertThat(letters).hasSize(1);
    JsonNode letter = circle.letter(letters.getFirst());
    assertThat(letter.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(letter.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    return letters.getFirst();
  }

  private String place(String sku) {
    return circle.customer().order(sku, 1).as(201, "Order").path("id").asText();
  }

  private boolean readsUploads(StoreRequest request) {
    return request.caller().equals(circle.functionName("ImportFileFunction"))
        && request.operation().equals("GetObject");
  }

  private boolean writesReports(StoreRequest request) {
    return request.operation().equals("PutObject")
        && request.resources().stream()
            .anyMatch(resource -> resource.startsWith(circle.bucket("ReportsBucket")));
  }

  private S3Server objects() {
    return circle.platform().objects();
  }
}
