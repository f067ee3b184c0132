package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportFileFunctionTest {
  private static final String HEADER = "sku,name,amount,currency,stock,active\n";
  private static final String ORDERS = "reference,customerId,sku,quantity\n";
  private static final String CUSTOMER = "usr_01JD8Y0000CVST0MER00000000";

  private final Desk desk = new Desk(Map.of("IMPORT_PARALLELISM", "2", "IMPORT_BATCH_SIZE", "10"));

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_file_dropped_into_the_bucket_becomes_an_import_of_its_own() {
    S3Event event = desk.put("incoming/products/a b+c@d.csv", HEADER + products(25, 0));

    desk.deliver(event);

    Desk.Answer read = desk.newest();
    assertThat(read.text("status")).as(read.body()).isEqualTo("succeeded");
    assertThat(read.text("fileName")).isEqualTo("a b+c@d.csv");
    assertThat(Desk.counts(read)).isEqualTo("total=25 created=25");
    assertThat(read.text("checksum")).hasSize(64);
    assertThat(desk.orders.products()).hasSize(25);
    assertThat(desk.orders.largestBatch()).isEqualTo(10);
  }

  @Test
  void bad_rows_are_reported_in_input_order_and_the_rest_is_written() {
    String file =
        HEADER
            + "A,Mug,500,EUR,5,true\n"
            + "?,,x,euro,-1,maybe\n"
            + "B,Cup,500,EUR,,\n"
            + "C,\"unclosed\"x,1,EUR,1,true\n"
            + "D,too few\n";

    desk.deliver(desk.put("incoming/products/f.csv", file));

    Desk.Answer read = desk.newest();
    assertThat(read.text("status")).isEqualTo("succeeded_with_errors");
    assertThat(Desk.counts(read)).isEqualTo("total=5 created=2 failed=3");
    assertThat(desk.errors(read.text("id")).data().stream().map(ImportFileFunctionTest::brief))
        .containsExactly(
            "2/3 sku wrong_form",
            "2/3 name required",
            "2/3 amount wrong_form",
            "2/3 currency wrong_form",
            "2/3 stock out_of_range",
            "2/3 active wrong_form",
            "4/5  malformed_row",
            "5/6  malformed_row");
  }

  @Test
  void consecutive_rows_of_one_reference_are_one_order_and_share_its_fate() {
    String file =
        ORDERS
            + order("r1", "A", 1)
            + order("r1", "B", 2)
            + order("r2", "A", 0)
            + order("r2", "A", 1)
            + order("refuse", "A", 1)
            + order("refuse", "B", 1)
            + order("r1", "A", 1);

    desk.deliver(desk.put("incoming/orders/o.csv", file));

    Desk.Answer read = desk.newest();
    assertThat(Desk.counts(read)).isEqualTo("total=7 created=2 duplicate=1 failed=4");
    assertThat(desk.orders.orders()).containsOnlyKeys(CUSTOMER + " r1");
    assertThat(desk.errors(read.text("id")).data().stream().map(ImportFileFunctionTest::brief))
        .containsExactly(
            "3/4 quantity out_of_range",
            "4/5  order_refused",
            "5/6 sku unknown_product",
            "6/7 sku unknown_product");
  }

  @Test
  void one_sku_twice_is_written_in_the_order_of_the_file() {
    String file = HEADER + "A,First,1,EUR,,\n" + products(5, 0) + "A,Last,2,EUR,,\n";

    desk.deliver(desk.put("incoming/products/f.csv", file));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=7 created=6 updated=1");
    assertThat(desk.orders.products())
        .hasEntrySatisfying("A", product -> assertThat(product.toString()).contains("Last"));
  }

  @Test
  void the_same_content_again_is_a_duplicate_and_sends_nothing() {
    String file = HEADER + products(25, 0) + "?,,,,,\n";
    desk.deliver(desk.put("incoming/products/one.csv", file));
    String first = desk.newest().text("id");
    int sent = desk.orders.invocations();

    desk.deliver(desk.put("incoming/products/two.csv", file));

    Desk.Answer second = desk.newest();
    assertThat(second.text("duplicateOf")).isEqualTo(first);
    assertThat(second.text("status")).isEqualTo("succeeded");
    assertThat(Desk.counts(second)).isEqualTo("total=26 duplicate=26");
    assertThat(desk.orders.invocations()).isEqualTo(sent);
  }

  @Test
  void the_same_content_while_the_first_import_is_at_work_is_carried_out_itself() {
    String file = HEADER + products(25, 0);
    S3Event first = desk.put("incoming/products/one.csv", file);
    assertThatThrownBy(() -> desk.reader().handleRequest(first, Desk.context(1)))
        .hasMessageContaining("a retry goes on there");
    assertThat(desk.newest().text("status")).isEqualTo("running");

    desk.deliver(desk.put("incoming/products/two.csv", file));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=25 created=25");
    desk.deliver(first);
    assertThat(desk.orders.products()).hasSize(25);
  }

  @Test
  void a_bad_row_within_an_order_refuses_the_whole_order() {
    String file =
        ORDERS
            + order("r1", "A", 1)
            + "r1,nobody,A,1\n"
            + order("r1", "A", 1)
            + order("r2", "A", 1)
            + "\"torn\"x,,,\n"
            + order("r2", "A", 1)
            + order("r3", "A", 1);

    desk.deliver(desk.put("incoming/orders/o.csv", file));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=7 created=1 failed=6");
    assertThat(desk.orders.orders()).containsOnlyKeys(CUSTOMER + " r3");
  }

  @Test
  void an_order_of_two_customers_is_refused_as_a_whole() {
    String other = CUSTOMER.substring(0, CUSTOMER.length() - 1) + "9";
    String file = ORDERS + order("r1", "A", 1) + "r1," + other + ",A,1\n";

    desk.deliver(desk.put("incoming/orders/o.csv", file));

    Desk.Answer read = desk.newest();
    assertThat(Desk.counts(read)).isEqualTo("total=2 failed=2");
    assertThat(desk.errors(read.text("id")).data().stream().map(ImportFileFunctionTest::brief))
        .containsExactly("1/2 customerId customer_differs", "2/3 customerId customer_differs");
  }

  @Test
  void a_duplicate_and_a_late_event_are_harmless() {
    String key = "incoming/products/f.csv";
    S3Event old = desk.put(key, HEADER + products(3, 0));
    S3Event fresh = desk.put(key, HEADER + products(4, 10));
    desk.deliver(fresh);
    int sent = desk.orders.invocations();

    desk.deliver(fresh);
    desk.deliver(old);

    assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(1);
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=4 created=4");
    assertThat(desk.orders.invocations()).isEqualTo(sent);
  }

  @Test
  void a_second_upload_to_an_announced_key_is_an_import_of_its_own() {
    Desk.Answer made =
        desk.announce("k1", "{\"kind\":\"products\",\"fileName\":\"f.csv\",\"sizeBytes\":9}");
    String key = "incoming/products/" + made.text("id");
    desk.deliver(desk.put(key, HEADER + products(3, 0)));

    desk.deliver(desk.put(key, HEADER + products(4, 0)));

    assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(2);
    assertThat(Desk.counts(desk.get(made.text("id")))).isEqualTo("total=3 created=3");
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=4 created=1 unchanged=3");
  }

  @Test
  void events_without_a_new_object_of_ours_are_ignored() {
    S3Event elsewhere = desk.put("incoming/people/f.csv", "x");
    S3Event test = new EventSerializer().fromJson("{\"Event\":\"s3:TestEvent\"}", S3Event.class);

    desk.deliver(elsewhere);
    desk.deliver(test);

    assertThat(desk.staff("GET /v1/imports").send().data()).isEmpty();
  }

  @Test
  void a_file_that_was_replaced_before_it_was_read_fails_and_its_successor_is_imported() {
    String key = "incoming/products/f.csv";
    S3Event old = desk.put(key, HEADER + products(3, 0));
    S3Event fresh = desk.put(key, HEADER + products(4, 10));

    desk.deliver(old);
    Desk.Answer replaced = desk.newest();
    desk.deliver(fresh);

    assertThat(replaced.text("status")).isEqualTo("failed");
    assertThat(replaced.body()).contains("object_changed");
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=4 created=4");
  }

  @Test
  void throttling_lost_answers_crashes_and_failed_items_cost_no_row_and_double_none() {
    OrdersPlayed.Fault[] faults = {
      OrdersPlayed.Fault.THROTTLED,
      OrdersPlayed.Fault.ANSWER_LOST,
      OrdersPlayed.Fault.CRASHED,
      OrdersPlayed.Fault.ITEMS_FAILED
    };
    desk.orders.plan(faults);

    desk.deliver(desk.put("incoming/products/f.csv", HEADER + products(45, 0)));

    assertThat(desk.orders.happened()).containsExactly(faults);
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=45 created=45");
    assertThat(desk.orders.effects()).isEqualTo(45);
  }

  @Test
  void a_run_whose_time_is_up_sends_itself_the_event_and_goes_on_at_the_checkpoint() {
    S3Event event = desk.put("incoming/products/f.csv", HEADER + products(45, 0));
    int runs = 0;

    for (var next = Optional.of(event); next.isPresent(); next = desk.continuation()) {
      desk.reader().handleRequest(next.get(), Desk.context(9_000));
      runs++;
    }

    assertThat(runs).isEqualTo(3);
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=45 created=45");
    assertThat(desk.orders.invocations()).isEqualTo(5);
  }

  @Test
  void a_run_that_cannot_move_at_all_fails_so_that_lambda_retries_it() {
    OrdersPlayed.Fault[] always = new OrdersPlayed.Fault[100];
    Arrays.fill(always, OrdersPlayed.Fault.THROTTLED);
    desk.orders.plan(always);
    S3Event event = desk.put("incoming/products/f.csv", HEADER + products(3, 0));

    assertThatThrownBy(() -> desk.reader().handleRequest(event, Desk.context(2_500)))
        .hasMessageContaining("answered no batch");

    assertThat(desk.newest().text("status")).isEqualTo("running");
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=3 unprocessed=3");
    assertThat(desk.continuation()).isEmpty();
  }

  @Test
  void a_first_reading_that_takes_too_long_writes_nothing_and_a_retry_with_time_does_it_all() {
    S3Event event =
        desk.put(
            "incoming/orders/f.csv",
            ORDERS
                + order("r", "A", 1).repeat(999)
                + IntStream.range(0, 2_000)
                    .mapToObj(i -> order("r" + i, "A", 1))
                    .collect(Collectors.joining()));

    assertThatThrownBy(() -> desk.reader().handleRequest(event, Desk.context(3_000)))
        .hasMessageContaining("first reading");
    boolean sent = desk.orders.invocations() > 0;
    String status = desk.newest().text("status");
    desk.deliver(event);

    assertThat(sent).isFalse();
    assertThat(status).isEqualTo("running");
    assertThat(desk.newest().text("status")).startsWith("succeeded");
    assertThat(Desk.counts(desk.newest())).startsWith("total=2999 ");
  }

  @Test
  void an_order_without_end_and_one_of_too_many_lines_are_refused() {
    desk.deliver(desk.put("incoming/orders/a.csv", ORDERS + order("r", "A", 1).repeat(1_001)));
    Desk.Answer endless = desk.newest();
    desk.deliver(desk.put("incoming/orders/b.csv", ORDERS + order("r", "A", 1).repeat(51)));

    assertThat(endless.body()).contains("\"failure\":{\"code\":\"order_too_long\"");
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=51 failed=51");
    assertThat(desk.errors(desk.newest().text("id")).body()).contains("too_many_lines");
  }

  @Test
  void a_validation_checks_every_row_and_sends_nothing() {
    Desk.Answer made =
        desk.announce(
            "k1",
            "{\"kind\":\"products\",\"mode\":\"validate\",\"fileName\":\"f.csv\",\"sizeBytes\":9}");

    desk.deliver(
        desk.put(
            "incoming/products/" + made.text("id"), HEADER + "A,Mug,1,EUR,,\n?,Mug,1,EUR,,\n"));

    Desk.Answer read = desk.get(made.text("id"));
    assertThat(read.text("status")).isEqualTo("succeeded_with_errors");
    assertThat(Desk.counts(read)).isEqualTo("total=2 failed=1 unprocessed=1");
    assertThat(desk.orders.invocations()).isZero();
  }

  @Test
  void an_import_stops_once_its_tolerance_is_passed() {
    Desk.Answer made =
        desk.announce(
            "k1",
            "{\"kind\":\"products\",\"fileName\":\"f.csv\",\"sizeBytes\":9,\"tolerance\":{\"rows\":1}}");
    String file = HEADER + "?,,,,,\n?,,,,,\n" + products(25, 0) + products(25, 100);

    desk.deliver(desk.put("incoming/products/" + made.text("id"), file));

    Desk.Answer read = desk.get(made.text("id"));
    assertThat(read.text("status")).isEqualTo("failed");
    assertThat(read.body()).contains("tolerance_exceeded");
    assertThat(Desk.counts(read)).isEqualTo("total=52 created=20 failed=2 unprocessed=30");
  }

  @Test
  void files_that_cannot_be_read_fail_with_a_reason_and_write_nothing() {
    Map<String, byte[]> files =
        Map.of(
            "empty_file", new byte[0],
            "no_header", "SKU-1;Mug;500\n".getBytes(UTF_8),
            "header_invalid", "sku,name,colour\n".getBytes(UTF_8),
            "not_utf8", (HEADER + products(30, 0)).getBytes(UTF_16),
            "record_too_long", (HEADER + "A,\"" + "x".repeat(70_000)).getBytes(UTF_8));

    files.forEach((code, content) -> {
      desk.deliver(desk.put("incoming/products/" + code, content));

      Desk.Answer read = desk.newest();
      assertThat(read.text("status")).as(code).isEqualTo("failed");
      assertThat(read.body()).contains("\"failure\":{\"code\":\"" + code + "\"");
      assertThat(Desk.counts(read)).isEmpty();
    });
    assertThat(desk.orders.invocations()).isZero();
  }

  @Test
  void a_file_that_failed_may_be_sent_again() {
    S3Event event = desk.put("incoming/products/f.csv", HEADER + products(2, 0));
    desk.bucket
        .client()
        .deleteObject(delete -> delete.bucket(desk.bucket.name()).key("incoming/products/f.csv"));
    desk.deliver(event);
    Desk.Answer missing = desk.newest();

    desk.deliver(desk.put("incoming/products/f.csv", HEADER + products(2, 0)));

    assertThat(missing.body()).contains("object_missing");
    assertThat(Desk.counts(desk.newest())).isEqualTo("total=2 created=2");
  }

  private static String brief(Json fault) {
    Json.Obj json = (Json.Obj) fault;
    return "%s/%s %s %s"
        .formatted(
            ((Json.Num) json.get("row").orElseThrow()).text(),
            ((Json.Num) json.get("line").orElseThrow()).text(),
            json.get("column").orElseThrow() instanceof Json.Str(String column) ? column : "",
            ((Json.Str) json.get("code").orElseThrow()).value());
  }

  private static String products(int count, int from) {
    return IntStream.range(from, from + count)
        .mapToObj("SKU-%1$d,\"Mug, %1$d\",5%1$d,EUR,3,true\n"::formatted)
        .collect(Collectors.joining());
  }

  private static String order(String reference, String sku, int quantity) {
    return "%s,%s,%s,%d\n".formatted(reference, CUSTOMER, sku, quantity);
  }
}
