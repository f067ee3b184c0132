package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clock → schedule → job → commands of the owning service → API.
@ExtendWith(OneCircle.class)
class ScheduleArrowTest {
  private final Circle circle;

  ScheduleArrowTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void an_order_that_nobody_pays_expires_on_schedule_and_gives_its_stock_back() {
    circle.newProduct("CLOCK-1", 500, 4);
    JsonNode reportBefore = circle.report();
    String feed = circle.feedEnd();
    String id = circle.customer().order("CLOCK-1", 3).as(201, "Order").path("id").asText();
    long heldBack = circle.available("CLOCK-1");
    long expiredBefore = expired();

    circle.moveClock(Duration.ofMinutes(31));
    JsonNode event = circle.event(feed, id, "order.expired");

    assertThat(heldBack).isEqualTo(1);
    assertThat(circle.order(id).path("status").asText()).isEqualTo("expired");
    assertThat(circle.order(id).path("allowedTransitions")).isEmpty();
    assertThat(circle.available("CLOCK-1")).isEqualTo(4);
    assertThat(event.path("sequence").asInt()).isEqualTo(2);
    assertThat(event.at("/actor/type").asText()).isEqualTo("system");
    assertThat(event.at("/data/lines/0/quantity").asInt()).isEqualTo(3);
    JsonNode report = circle.report();
    assertThat(report.path("expiries").asInt())
        .isGreaterThan(reportBefore.path("expiries").asInt());
    assertThat(Reports.sku(report, "CLOCK-1").path("unitsReturned").asInt()).isEqualTo(3);
    assertThat(expired()).isGreaterThan(expiredBefore);
  }

  @Test
  void an_order_is_pending_until_its_time_is_over() {
    circle.newProduct("CLOCK-2", 500, 4);
    String id = circle.customer().order("CLOCK-2", 1).as(201, "Order").path("id").asText();

    circle.moveClock(Duration.ofMinutes(28));

    assertThat(circle.order(id).path("status").asText()).isEqualTo("pending");
    assertThat(circle.available("CLOCK-2")).isEqualTo(3);
  }

  @Test
  void a_token_whose_time_is_over_is_401_though_its_key_is_good() {
    Client early = circle.logIn("customer@example.com");
    early.get("/v1/auth/me").send().as(200, "Account");

    circle.moveClock(Duration.ofMinutes(11));
    Answer late = early.get("/v1/auth/me").send();

    late.problem(401, "unauthenticated");
    assertThat(late.header("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
    circle.customer().get("/v1/auth/me").send().as(200, "Account");
  }

  /// Orders that the runs on schedule count.
  private long expired() {
    return circle
        .admin()
        .get("/v1/jobs/expire-orders/runs?limit=100")
        .send()
        .as(200, "JobRunPage")
        .path("data")
        .valueStream()
        .filter(run -> run.path("trigger").asText().equals("schedule"))
        .mapToLong(run -> run.at("/figures/expired").asLong())
        .sum();
  }
}
