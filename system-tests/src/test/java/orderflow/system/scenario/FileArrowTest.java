package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// File → bucket → import → commands of the orders service → API.
@ExtendWith(OneCircle.class)
class FileArrowTest {
  private static final String PRODUCTS = "sku,name,amount,currency,stock,active\n";
  private static final String ORDERS = "reference,customerId,sku,quantity\n";

  private final Circle circle;

  FileArrowTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void an_uploaded_file_of_products_is_in_the_catalogue_and_its_counts_add_up() {
    circle.newProduct("FILE-OLD", 100, 7);
    circle.newProduct("FILE-SAME", 200, 7);
    Upload file =
        new Upload(
            "products",
            PRODUCTS
                + "FILE-NEW-1,Vase,1500,EUR,20,true\n"
                + "FILE-BAD,Bowl,minus one,EUR,5,true\n"
                + "FILE-NEW-2,\"Lamp, tall\",4200,EUR,5,true\n"
                + "FILE-OLD,Better name,150,EUR,7,true\n"
                + "FILE-SAME,FILE-SAME,200,EUR,7,true\n");

    JsonNode done = circle.imported(file.send(circle.staff()));

    assertThat(done.path("status").asText()).isEqualTo("succeeded_with_errors");
    assertThat(done.path("counts"))
        .isEqualTo(
            Answer.json(
                """
                {"total":5,"created":2,"updated":1,"unchanged":1,"duplicate":0,"failed":1,
                 "unprocessed":0}\
                """));
    assertThat(done.path("bytesRead").asInt()).isEqualTo(file.bytes().length);
    assertThat(done.path("checksum").asText()).isEqualTo(file.sha256());
    JsonNode errors = errors(done);
    assertThat(errors).hasSize(1);
    assertThat(errors.at("/0/row").asInt()).isEqualTo(2);
    assertThat(errors.at("/0/column").asText()).isEqualTo("amount");
    JsonNode lamp = product("FILE-NEW-2");
    assertThat(lamp.path("name").asText()).isEqualTo("Lamp, tall");
    assertThat(lamp.path("available").asInt()).isEqualTo(5);
    assertThat(product("FILE-OLD").at("/price/amount").asInt()).isEqualTo(150);
    assertThat(catalogue()).contains("FILE-NEW-1", "FILE-NEW-2").doesNotContain("FILE-BAD");
  }

  @Test
  void an_uploaded_file_of_orders_is_in_the_list_of_orders_the_stock_and_the_feed() {
    circle.newProduct("FILE-A", 300, 10);
    circle.newProduct("FILE-B", 50, 10);
    String customer = customerId();
    String feed = circle.feedEnd();
    String rows =
        """
        file-1,%1$s,FILE-A,2
        file-1,%1$s,FILE-B,4
        file-2,%1$s,NO-SUCH,1
        file-3,%1$s,FILE-A,1
        """
            .formatted(customer);

    JsonNode done = circle.imported(new Upload("orders", ORDERS + rows).send(circle.staff()));

    assertThat(done.path("counts"))
        .isEqualTo(
            Answer.json(
                """
                {"total":4,"created":3,"updated":0,"unchanged":0,"duplicate":0,"failed":1,
                 "unprocessed":0}\
                """));
    assertThat(errors(done).at("/0/code").asText()).isEqualTo("unknown_product");
    JsonNode order = ordersOf("file-1").getFirst();
    assertThat(order.at("/total/amount").asInt()).isEqualTo(2 * 300 + 4 * 50);
    assertThat(order.path("lines")).hasSize(2);
    assertThat(ordersOf("file-3")).hasSize(1);
    assertThat(ordersOf("file-2")).isEmpty();
    assertThat(circle.available("FILE-A")).isEqualTo(7);
    assertThat(circle.available("FILE-B")).isEqualTo(6);
    JsonNode event = circle.event(feed, order.path("id").asText(), "order.placed");
    assertThat(event.at("/data/reference").asText()).isEqualTo("file-1");
  }

  @Test
  void a_file_dropped_into_the_bucket_is_an_import_of_its_own_and_taken_once() {
    circle.newProduct("DROP-1", 300, 10);
    String content = ORDERS + "drop-1,%s,DROP-1,3\n".formatted(customerId());
    circle.put("UploadBucket", "incoming/orders/from a till/0+1.csv", content);
    JsonNode first = dropped(content, 1).getFirst();

    circle.put("UploadBucket", "incoming/orders/the-same-again.csv", content);
    JsonNode second =
        dropped(content, 2).stream()
            .filter(file -> !file.path("id").equals(first.path("id")))
            .findFirst()
            .orElseThrow();

    assertThat(first.path("createdBy").isNull()).isTrue();
    assertThat(first.at("/counts/created").asInt()).isEqualTo(1);
    assertThat(first.path("duplicateOf").isNull()).isTrue();
    assertThat(second.path("duplicateOf")).isEqualTo(first.path("id"));
    assertThat(second.path("counts"))
        .isEqualTo(
            Answer.json(
                """
                {"total":1,"created":0,"updated":0,"unchanged":0,"duplicate":1,"failed":0,
                 "unprocessed":0}\
                """));
    assertThat(ordersOf("drop-1")).hasSize(1);
    assertThat(circle.available("DROP-1")).isEqualTo(7);
    assertThat(commandsOf(first)).isNotEmpty();
    assertThat(commandsOf(second)).isEmpty();
  }

  @Test
  void an_upload_that_is_not_the_announced_file_is_refused() {
    Upload file = new Upload("products", PRODUCTS + "LIE-1,Vase,1500,EUR,20,true\n");
    JsonNode announced = file.announce(circle.staff()).as(201, "Import");
    Upload other = new Upload("products", PRODUCTS + "LIE-1,Vase,1501,EUR,20,true\n");

    int status = other.put(announced.path("upload"));
    circle.quiet();

    assertThat(status).isBetween(400, 499);
    JsonNode read =
        circle.staff().get("/v1/imports/" + announced.path("id").asText()).send().as(200, "Import");
    assertThat(read.path("status").asText()).isEqualTo("awaiting_upload");
    circle.anyone().get("/v1/products/LIE-1").send().problem(404, "not_found");
  }

  @Test
  void imports_are_not_for_customers() {
    Upload file = new Upload("products", PRODUCTS);

    Answer answer = file.announce(circle.customer());

    answer.problem(403, "insufficient_scope");
  }

  /// Finished imports of dropped files with this content, as soon as there are so many.
  private List<JsonNode> dropped(String content, int count) {
    String checksum = new Upload("orders", content).sha256();
    return Patience.until(
        count + " finished imports of the dropped file",
        () ->
            circle
                .staff()
                .get("/v1/imports?limit=100")
                .send()
                .as(200, "ImportPage")
                .path("data")
                .valueStream()
                .filter(file -> file.path("checksum").asText().equals(checksum))
                .filter(file -> !file.path("finishedAt").isNull())
                .toList(),
        found -> found.size() == count);
  }

  /// What the orders service was sent for an import.
  private List<String> commandsOf(JsonNode file) {
    return circle.events("OrderCommandsFunction").stream()
        .filter(event -> event.contains(file.path("id").asText()))
        .toList();
  }

  private JsonNode errors(JsonNode file) {
    return circle
        .staff()
        .get("/v1/imports/" + file.path("id").asText() + "/errors")
        .send()
        .as(200, "ImportErrorPage")
        .path("data");
  }

  private JsonNode product(String sku) {
    return circle.anyone().get("/v1/products/" + sku).send().as(200, "Product");
  }

  private List<String> catalogue() {
    return circle
        .anyone()
        .get("/v1/products?limit=100")
        .send()
        .as(200, "ProductPage")
        .path("data")
        .findValuesAsText("sku");
  }

  private String customerId() {
    return circle.customer().get("/v1/auth/me").send().as(200, "Account").path("id").asText();
  }

  private List<JsonNode> ordersOf(String reference) {
    return circle
        .customer()
        .get("/v1/orders?limit=100")
        .send()
        .as(200, "OrderPage")
        .path("data")
        .valueStream()
        .filter(order -> order.path("reference").asText().equals(reference))
        .toList();
  }
}
