package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.events.EventSerializer;
import org.junit.jupiter.api.Test;

/// The samples of `events/`, as `sam local invoke` sends them.
class EventSamplesTest {
  private static final Path EVENTS = Path.of("..", "events");

  private final Map<String, String> environment = OrderTables.create().environment();
  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  private final OrdersHttpFunction http = new OrdersHttpFunction(environment, nowhere);

  @Test
  void the_http_samples_list_the_catalogue_and_reach_the_rules_of_an_order() throws IOException {
    APIGatewayV2HTTPResponse listed = http("orders-http-list-products.json");
    APIGatewayV2HTTPResponse placed = http("orders-http-place-order.json");

    assertThat(listed.getStatusCode()).as(listed.getBody()).isEqualTo(200);
    assertThat(placed.getStatusCode()).as(placed.getBody()).isEqualTo(422);
    assertThat(placed.getBody()).contains("unknown_product").contains("SKU-001", "SKU-002");
  }

  @Test
  void the_command_samples_upsert_a_product_and_answer_each_order() throws IOException {
    String upserted = command("order-commands-upsert-products.json");
    String placed = command("order-commands-place-orders.json");

    assertThat(upserted).contains("\"change\":\"created\"").contains("SKU-011");
    assertThat(placed).contains("\"refused\"").contains("unknown_product");
  }

  @Test
  void the_stream_sample_is_in_the_answers_of_the_feed_and_report_samples() throws IOException {
    try (StreamMapping stream = new StreamMapping();
        InputStream input = Files.newInputStream(EVENTS.resolve("order-stream-placed.json"))) {
      DynamodbEvent batch = new EventSerializer().fromJson(input, DynamodbEvent.class);
      OrdersHttpFunction behind = new OrdersHttpFunction(stream.tables().environment(), nowhere);

      List<String> failures = stream.deliver(batch.getRecords());
      APIGatewayV2HTTPResponse feed = http(behind, "orders-http-list-events.json");
      APIGatewayV2HTTPResponse report = http(behind, "orders-http-daily-report.json");

      assertThat(failures).isEmpty();
      assertThat(stream.letters().objects()).isEmpty();
      assertThat(feed.getBody()).contains("ord_01KG91XTZ0RDER000000000000");
      assertThat(report.getBody()).contains("\"orders\":1").contains("\"units\":2");
    }
  }

  private APIGatewayV2HTTPResponse http(String sample) throws IOException {
    return http(http, sample);
  }

  private static APIGatewayV2HTTPResponse http(OrdersHttpFunction function, String sample)
      throws IOException {
    try (InputStream input = Files.newInputStream(EVENTS.resolve(sample))) {
      APIGatewayV2HTTPEvent event =
          new EventSerializer().fromJson(input, APIGatewayV2HTTPEvent.class);
      return function.handleRequest(event, Contexts.fresh());
    }
  }

  private String command(String sample) throws IOException {
    OrderCommandsFunction function = new OrderCommandsFunction(environment, nowhere);
    return Commands.invoke(function, Files.readString(EVENTS.resolve(sample)));
  }
}
