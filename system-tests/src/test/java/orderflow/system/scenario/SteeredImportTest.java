package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneCircle.class)
class SteeredImportTest {
  private static final int ROWS = 900;

  private final Circle circle;

  SteeredImportTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void an_import_that_is_cancelled_at_work_goes_on_and_every_row_counts_once() {
    String run = Shop.newKey().substring(0, 8);
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(n -> "STEER-%s-%d,Vase,1,EUR,2,false\n".formatted(run, n))
            .collect(Collectors.joining());
    Client staff = circle.logIn("staff@example.com");
    String id =
        new Upload("products", "sku,name,amount,currency,stock,active\n" + rows).send(staff);
    String path = "/v1/imports/" + id;
    Patience.until(
        "rows at work",
        Duration.ofMinutes(2),
        () -> staff.get(path).send().as(200, "Import"),
        read -> read.at("/counts/created").asInt() > 0);

    JsonNode cancelled =
        staff.post(path + "/cancellation").key(Shop.newKey()).send().as(200, "Import");
    circle.quiet();
    JsonNode still = staff.get(path).send().as(200, "Import");
    JsonNode resumed = staff.post(path + "/resumption").key(Shop.newKey()).send().as(200, "Import");
    JsonNode ended =
        Patience.until(
            "the end of " + id,
            Duration.ofMinutes(3),
            () -> staff.get(path).send().as(200, "Import"),
            read -> !read.path("finishedAt").isNull());

    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    assertThat(cancelled.at("/counts/unprocessed").asInt()).isPositive();
    assertThat(still).isEqualTo(cancelled);
    assertThat(resumed.path("status").asText()).isEqualTo("queued");
    assertThat(ended.path("status").asText()).isEqualTo("succeeded");
    assertThat(ended.at("/counts/created").asInt()).isEqualTo(ROWS);
    assertThat(ended.at("/counts/total").asInt()).isEqualTo(ROWS);
  }
}
