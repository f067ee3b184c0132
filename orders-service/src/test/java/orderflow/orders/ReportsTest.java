package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import orderflow.orders.dynamodb.Images;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Feed, history and daily report over HTTP, behind the stream function.
class ReportsTest {
  private final StreamMapping stream = new StreamMapping();
  private final Shop shop = new Shop(stream.tables());

  @AfterEach
  void end() {
    stream.close();
  }

  @Test
  void a_paid_order_and_a_cancelled_one_are_in_feed_history_and_report() {
    shop.stock("A", 9);
    String paid = shop.order("k1", "A", 2).text("id");
    shop.pay(paid, "k2", "\"1\"", 1_000);
    String cancelled = shop.order("k3", "A", 3).text("id");
    shop.pay(cancelled, "k4", "\"1\"", 1_500);
    shop.cancel(cancelled, "k5", "\"2\"");
    deliver();

    Shop.Answer feed = shop.staff("GET /v1/events").send();
    Shop.Answer history = history(Shop.CUSTOMER, paid).send();
    Shop.Answer report = daily(today()).send();

    assertThat(feed.status()).as(feed.body()).isEqualTo(200);
    assertThat(data(feed)).hasSize(5);
    assertThat(feed.header("Link")).endsWith("; rel=\"next\"");
    assertThat(data(history))
        .extracting(event -> text(event, "type"))
        .containsExactly("order.placed", "order.paid");
    assertThat(data(feed)).containsAll(data(history));
    assertThat(history.json().get("next")).contains(new Json.Null());
    assertThat(report.body())
        .isEqualTo(
            "{\"date\":\""
                + today()
                + "\",\"orders\":2,\"cancellations\":1,\"expiries\":0,"
                + "\"revenue\":[{\"amount\":2500,\"currency\":\"EUR\"}],"
                + "\"refunds\":[{\"amount\":1500,\"currency\":\"EUR\"}],"
                + "\"skus\":[{\"sku\":\"A\",\"units\":5,\"unitsReturned\":3,"
                + "\"revenue\":[{\"amount\":2500,\"currency\":\"EUR\"}]}]}");
  }

  @Test
  void an_event_has_the_shape_of_the_contract() {
    shop.stock("A", 9);
    String id = shop.order("k1", "A", 2).text("id");

    Json.Obj event = data(history(Shop.CUSTOMER, id).send()).getFirst();

    assertThat(event.members().keySet())
        .containsExactly(
            "id",
            "type",
            "version",
            "orderId",
            "customerId",
            "sequence",
            "occurredAt",
            "actor",
            "requestId",
            "data");
    assertThat(text(event, "id")).startsWith("evt_");
    assertThat(text(event, "requestId")).isEqualTo("request-1");
    assertThat(Instant.parse(text(event, "occurredAt"))).isBefore(Instant.now().plusSeconds(1));
    assertThat(((Json.Obj) event.get("data").orElseThrow()).members())
        .containsOnlyKeys("lines", "total");
  }

  @Test
  void the_feed_is_read_to_its_end_and_then_asked_again_with_the_same_cursor() {
    shop.stock("A", 100);
    List<String> orders =
        IntStream.range(0, 12).mapToObj(n -> shop.order("k" + n, "A", 1).text("id")).toList();
    deliver();
    List<String> read = new ArrayList<>();

    Shop.Answer part = shop.staff("GET /v1/events").query("limit", "5").send();
    while (!data(part).isEmpty()) {
      data(part).forEach(event -> read.add(text(event, "orderId")));
      part = feedAfter(part);
    }
    Shop.Answer stillNothing = feedAfter(part);
    String late = shop.order("late", "A", 1).text("id");
    deliver();
    Shop.Answer more = feedAfter(stillNothing);

    assertThat(read).containsExactlyInAnyOrderElementsOf(orders);
    assertThat(data(stillNothing)).isEmpty();
    assertThat(data(more)).extracting(event -> text(event, "orderId")).containsExactly(late);
  }

  @Test
  void the_feed_and_the_report_are_for_staff_and_clients() {
    Shop.Answer feed = shop.customer("GET /v1/events").send();
    Shop.Answer report =
        shop.customer("GET /v1/reports/daily/{date}").path("date", "2026-01-31").send();
    Shop.Answer client = shop.client("GET /v1/events").send();

    assertThat(List.of(feed.status(), report.status())).containsOnly(403);
    assertThat(feed.text("code")).isEqualTo("insufficient_scope");
    assertThat(client.status()).as(client.body()).isEqualTo(200);
  }

  @Test
  void a_foreign_history_has_the_bytes_of_an_absent_one() {
    shop.stock("A", 9);
    String id = shop.order("k1", "A", 1).text("id");

    Shop.Answer foreign = history(Shop.OTHER, id).send();
    Shop.Answer absent = history(Shop.OTHER, "ord_01JD8Y0000ABCDEFGHJKMNPQRS").send();
    Shop.Answer malformed = history(Shop.OTHER, "nonsense").send();
    Shop.Answer staff = shop.staff("GET /v1/orders/{orderId}/events").path("orderId", id).send();

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(absent.body()).isEqualTo(malformed.body());
    assertThat(data(staff)).hasSize(1);
  }

  @Test
  void a_history_is_paged_from_the_oldest_event() {
    shop.stock("A", 9);
    String id = shop.order("k1", "A", 2).text("id");
    shop.pay(id, "k2", "\"1\"", 1_000);

    Shop.Answer first = history(Shop.CUSTOMER, id).query("limit", "1").send();
    Shop.Answer second =
        history(Shop.CUSTOMER, id).query("limit", "1").query("cursor", first.text("next")).send();
    Shop.Answer foreign =
        history(Shop.OTHER, id).query("limit", "1").query("cursor", first.text("next")).send();

    assertThat(data(first))
        .extracting(event -> text(event, "type"))
        .containsExactly("order.placed");
    assertThat(data(second)).extracting(event -> text(event, "type")).containsExactly("order.paid");
    assertThat(second.json().get("next")).contains(new Json.Null());
    assertThat(foreign.text("code")).isEqualTo("cursor_invalid");
  }

  @Test
  void a_day_without_events_is_zeros() {
    Shop.Answer report = daily("2020-02-29").send();

    assertThat(report.body())
        .isEqualTo(
            "{\"date\":\"2020-02-29\",\"orders\":0,\"cancellations\":0,\"expiries\":0,"
                + "\"revenue\":[],\"refunds\":[],\"skus\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-30", "today", "20260131", "+12026-01-31"})
  void what_is_no_date_is_a_fault_of_the_input(String date) {
    Shop.Answer answer = daily(date).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("invalid_input");
  }

  @Test
  void unknown_parameters_are_refused() {
    assertThat(daily("2026-01-31").query("tz", "CET").send().status()).isEqualTo(400);
    assertThat(shop.staff("GET /v1/events").query("after", "1").send().status()).isEqualTo(400);
    assertThat(shop.staff("GET /v1/events").query("cursor", "x.y").send().text("code"))
        .isEqualTo("cursor_invalid");
  }

  private void deliver() {
    List<Map<String, AttributeValue>> entries =
        TestTables.scan(stream.tables().table()).stream()
            .filter(item -> Objects.requireNonNull(item.get("sk")).s().startsWith("EVENT#"))
            .sorted(Comparator.comparing(item -> Objects.requireNonNull(item.get("sk")).s()))
            .toList();
    List<DynamodbStreamRecord> records =
        IntStream.range(0, entries.size())
            .mapToObj(n -> Images.inserted(entries.get(n), n + 1))
            .toList();
    assertThat(stream.deliver(records)).isEmpty();
  }

  private Shop.Call daily(String date) {
    return shop.staff("GET /v1/reports/daily/{date}").path("date", date);
  }

  private Shop.Call history(String customer, String id) {
    return shop.customer("GET /v1/orders/{orderId}/events", customer).path("orderId", id);
  }

  private Shop.Answer feedAfter(Shop.Answer part) {
    return shop.staff("GET /v1/events")
        .query("limit", "5")
        .query("cursor", part.text("next"))
        .send();
  }

  private static String today() {
    return Instant.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static List<Json.Obj> data(Shop.Answer answer) {
    return ((Json.Arr) answer.json().get("data").orElseThrow())
        .elements().stream().map(element -> (Json.Obj) element).toList();
  }

  private static String text(Json.Obj event, String name) {
    return ((Json.Str) event.get(name).orElseThrow()).value();
  }
}
