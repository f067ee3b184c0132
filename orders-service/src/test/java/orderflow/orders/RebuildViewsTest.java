package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import orderflow.orders.domain.Histories;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.Samples;
import orderflow.orders.dynamodb.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RebuildViewsTest {
  @TempDir private Path folder;

  private final OrderTables tables = OrderTables.withoutStream();

  @Test
  void a_build_shows_what_was_wrong_and_is_read_after_the_switch() throws IOException {
    trade(tables, 8, 0);
    spoil("G1#CUSTOMER#usr_1", "TOTAL", "orders", 7);
    Map<String, String> before = views(1);

    List<Json.Obj> built = step("build");
    List<Json.Obj> compared = step("compare");
    List<Json.Obj> switched = step("switch");

    assertThat(number(built, "added")).isEqualTo(24);
    assertThat(number(compared, "events")).isEqualTo(24);
    assertThat(number(compared, "nextEvents")).isEqualTo(24);
    assertThat(differences(compared))
        .isEqualTo(
            "[{\"view\":\"CUSTOMER#usr_1/TOTAL\","
                + "\"current\":{\"cancellations\":2,\"orders\":7,\"refunds#EUR\":2000,"
                + "\"revenue#EUR\":2000},"
                + "\"next\":{\"cancellations\":2,\"orders\":2,\"refunds#EUR\":2000,"
                + "\"revenue#EUR\":2000}}]");
    assertThat(number(switched, "generation")).isEqualTo(2);
    Map<String, String> after = views(2);
    assertThat(after.remove("CUSTOMER#usr_1/TOTAL"))
        .isNotEqualTo(before.remove("CUSTOMER#usr_1/TOTAL"));
    assertThat(after).isEqualTo(before);

    assertThat(text(refused("drop"))).contains("five minutes");
    Files.writeString(folder.resolve("offset"), "PT6M");
    assertThat(number(step("drop"), "items")).isPositive();
    assertThat(keys("G1#")).isEmpty();
    assertThat(keys("G2#")).isNotEmpty();
  }

  @Test
  void while_traffic_runs_a_build_loses_nothing_and_keeps_the_order_of_each_order() {
    trade(tables, 25, 0);

    Concurrently.map(
        IntStream.range(0, 5).boxed().toList(),
        n -> {
          if (n == 0) {
            step("build");
          } else {
            trade(tables, 25, n * 100);
          }
          return n;
        });

    List<Json.Obj> compared = step("compare");
    assertThat(differences(compared)).isEmpty();
    assertThat(number(compared, "nextEvents")).isEqualTo(5L * 25 * 3);
    assertThat(number(compared, "events")).isEqualTo(5L * 25 * 3);
    step("switch");
    trade(tables, 1, 999);
    assertThat(sequences(1)).doesNotContainKey("ord_999");
    assertThat(sequences(2)).hasSize(126).allSatisfy((_, all) -> assertThat(all).isEqualTo("123"));
  }

  @Test
  void an_event_of_an_order_that_the_build_has_not_come_to_waits_for_it() {
    OrderEvent placed = placed("ord_1");
    OrderEvent paid = Histories.paid(placed, Samples.NOW);
    put(tables, placed);
    deliver(tables, placed);
    beginBuild();
    put(tables, paid);

    deliver(tables, paid);
    Map<String, String> early = sequences(2);
    step("build");

    assertThat(sequences(1)).isEqualTo(Map.of("ord_1", "12"));
    assertThat(early).isEmpty();
    assertThat(sequences(2)).isEqualTo(Map.of("ord_1", "12"));
  }

  static List<KillSwitch.Point> points() {
    OrderTables tables = OrderTables.withoutStream();
    trade(tables, 3, 0);
    KillSwitch listing = KillSwitch.listing();
    Commands.send(function(tables.environment(), listing), "RebuildViews", "{\"step\":\"build\"}");
    assertThat(listing.points()).hasSizeGreaterThan(9 * 2);
    return listing.points();
  }

  @ParameterizedTest
  @MethodSource("points")
  void a_build_that_was_killed_goes_on_and_has_every_event_once(KillSwitch.Point point) {
    trade(tables, 3, 0);
    KillSwitch killing = KillSwitch.at(point);

    Throwable end =
        catchThrowable(() ->
            Commands.send(
                function(tables.environment(), killing), "RebuildViews", "{\"step\":\"build\"}"));
    step("build");

    assertThat(end).isInstanceOf(KillSwitch.Killed.class);
    assertThat(views(2)).isEqualTo(views(1));
    assertThat(sequences(2)).isEqualTo(sequences(1));
  }

  @Test
  void steps_have_their_order_and_a_build_given_up_leaves_its_number() {
    trade(tables, 1, 0);

    assertThat(text(refused("compare"))).contains("no build that has every event");
    assertThat(text(refused("switch"))).contains("compared");
    assertThat(text(refused("abandon"))).contains("no build is being made");
    step("build");
    assertThat(text(refused("switch"))).contains("compared");
    step("abandon");
    assertThat(number(step("build"), "generation")).isEqualTo(3);
    step("drop");
    assertThat(keys("G2#")).isEmpty();
    assertThat(keys("G3#")).isNotEmpty();
    assertThat(keys("G1#")).isNotEmpty();
  }

  @Test
  void what_cannot_be_read_is_counted_and_does_not_stop_a_build() {
    trade(tables, 1, 0);
    Map<String, AttributeValue> item = new HashMap<>(Images.item(placed("ord_poison")));
    item.remove("data");
    tables.client().putItem(put -> put.tableName(tables.table()).item(item));

    List<Json.Obj> built = step("build");

    assertThat(number(built, "unreadable")).isEqualTo(1);
    assertThat(number(built, "added")).isEqualTo(3);
  }

  @Test
  void an_event_behind_one_that_cannot_be_read_is_in_the_build_too() {
    OrderEvent placed = placed("ord_1");
    put(tables, placed);
    deliver(tables, placed);
    Map<String, AttributeValue> poison =
        new HashMap<>(Images.item(Histories.paid(placed, Samples.NOW)));
    poison.remove("data");
    tables.client().putItem(put -> put.tableName(tables.table()).item(poison));
    step("build");
    OrderEvent third = Histories.next(placed, 3, Samples.NOW, new OrderEvent.Delivered());
    put(tables, third);

    deliver(tables, third);

    assertThat(sequences(1)).isEqualTo(Map.of("ord_1", "13"));
    assertThat(sequences(2)).isEqualTo(sequences(1));
  }

  /// Orders that are placed, paid and cancelled, each event in the table and then in the stream.
  private static void trade(OrderTables tables, int orders, int from) {
    for (int n = from; n < from + orders; n++) {
      OrderEvent placed = placed("ord_" + n);
      OrderEvent paid = Histories.paid(placed, Samples.NOW);
      OrderEvent cancelled =
          Histories.cancelled(
              placed, 3, Histories.total(Histories.lines(placed)), Samples.NOW.plusSeconds(86_400));
      for (OrderEvent event : List.of(placed, paid, cancelled)) {
        put(tables, event);
        deliver(tables, event);
      }
    }
  }

  private static OrderEvent placed(String id) {
    return Histories.placed(
        id, "usr_" + Math.floorMod(id.hashCode(), 4), Samples.NOW, Samples.line("A", 2, 500));
  }

  private static void put(OrderTables tables, OrderEvent event) {
    tables.client().putItem(put -> put.tableName(tables.table()).item(Images.item(event)));
  }

  private static void deliver(OrderTables tables, OrderEvent event) {
    try (StreamMapping stream = new StreamMapping(tables)) {
      assertThat(stream.deliver(List.of(Images.inserted(Images.item(event), 1)))).isEmpty();
    }
  }

  /// A build that has begun and read nothing, as one whose first invocation died.
  private void beginBuild() {
    KillSwitch killing = KillSwitch.at(new KillSwitch.Point(3, "Scan", KillSwitch.Moment.BEFORE));
    assertThat(
            catchThrowable(() ->
                Commands.send(
                    function(tables.environment(), killing),
                    "RebuildViews",
                    "{\"step\":\"build\"}")))
        .isInstanceOf(KillSwitch.Killed.class);
    assertThat(killing.fired()).isTrue();
  }

  /// Sends a step until it is done; while others write, a build may need several invocations.
  private List<Json.Obj> step(String step) {
    List<Json.Obj> results = new ArrayList<>();
    Json after = new Json.Null();
    while (results.size() < 50) {
      Json.Obj result = send(step, after);
      assertThat(result.get("status")).as("%s", result).contains(Json.of("ok"));
      results.add(result);
      if (result.get("done").equals(Optional.of(Json.of(true)))) {
        return results;
      }
      after = result.get("after").orElseThrow();
    }
    throw new AssertionError(step + " did not end");
  }

  private Json.Obj refused(String step) {
    Json.Obj result = send(step, new Json.Null());
    assertThat(result.get("code")).as("%s", result).contains(Json.of("not_now"));
    return result;
  }

  private Json.Obj send(String step, Json after) {
    Map<String, String> environment = new HashMap<>(tables.environment());
    environment.put("CLOCK_OFFSET_FILE", folder.resolve("offset").toString());
    return Commands.send(
            function(environment),
            "RebuildViews",
            text(Json.object().with("step", step).with("after", after).build()))
        .getFirst();
  }

  private static OrderCommandsFunction function(
      Map<String, String> environment, ExecutionInterceptor... interceptors) {
    return new OrderCommandsFunction(
        environment, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), interceptors);
  }

  private void spoil(String pk, String sk, String figure, long value) {
    tables
        .client()
        .updateItem(update ->
            update
                .tableName(tables.views())
                .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                .updateExpression("SET #f = :v")
                .conditionExpression("attribute_exists(#f)")
                .expressionAttributeNames(Map.of("#f", figure))
                .expressionAttributeValues(
                    Map.of(":v", AttributeValue.fromN(Long.toString(value)))));
  }

  /// The figures of a build, by view.
  private Map<String, String> views(int generation) {
    Map<String, String> views = new TreeMap<>();
    String prefix = "G" + generation + "#";
    for (Map<String, AttributeValue> item : TestTables.scan(tables.views())) {
      String pk = text(item, "pk");
      if (pk.startsWith(prefix + "DAILY") || pk.startsWith(prefix + "CUSTOMER")) {
        Map<String, String> figures = new TreeMap<>();
        item.forEach((name, value) -> {
          if (value.n() != null) {
            figures.put(name, value.n());
          }
        });
        views.put(pk.substring(prefix.length()) + "/" + text(item, "sk"), figures.toString());
      }
    }
    return views;
  }

  /// The sequences of each order in the order of its lane of the feed.
  private Map<String, String> sequences(int generation) {
    List<Map<String, AttributeValue>> entries = new ArrayList<>();
    for (Map<String, AttributeValue> item : TestTables.scan(tables.views())) {
      if (text(item, "pk").startsWith("G" + generation + "#FEED#")
          && !text(item, "sk").equals("HEAD")) {
        entries.add(item);
      }
    }
    return entries.stream()
        .sorted(Comparator.comparing(item -> text(item, "sk")))
        .map(Images::event)
        .collect(
            Collectors.groupingBy(
                OrderEvent::orderId,
                Collectors.mapping(
                    event -> Long.toString(event.sequence()), Collectors.joining())));
  }

  private List<String> keys(String prefix) {
    return TestTables.scan(tables.views()).stream()
        .map(item -> text(item, "pk"))
        .filter(pk -> pk.startsWith(prefix))
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name)).s();
  }

  private static String text(Json json) {
    return new String(JsonWriter.write(json), UTF_8);
  }

  private static String differences(List<Json.Obj> results) {
    return results.stream()
        .map(result -> text(result.get("differences").orElseThrow()))
        .filter(all -> !all.equals("[]"))
        .collect(Collectors.joining());
  }

  /// Added up over the invocations of a step.
  private static long number(List<Json.Obj> results, String name) {
    return results.stream()
        .mapToLong(result -> Long.parseLong(((Json.Num) result.get(name).orElseThrow()).text()))
        .sum();
  }
}
