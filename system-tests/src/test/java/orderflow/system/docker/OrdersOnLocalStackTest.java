package orderflow.system.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.ItemResult;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.local.dynamodb.Tables;
import orderflow.local.template.Template;
import orderflow.local.template.TemplateReader;
import orderflow.orders.OrderCommandsFunction;
import orderflow.orders.OrdersHttpFunction;
import orderflow.system.template.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The tables of `template.yaml` and an order on LocalStack. The image is the last one that starts
/// without an account; `-Dlocalstack.image=` names another.
@Tag("docker")
@ExtendWith(NeedsDocker.class)
final class OrdersOnLocalStackTest {
  private static final String IMAGE =
      System.getProperty("localstack.image", "localstack/localstack:4.14.0");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void an_order_is_placed_once_however_often_it_is_sent() throws IOException {
    try (LocalStackContainer stack = started()) {
      Map<String, String> environment = environment(stack);
      upsertSampleProducts(environment);
      OrdersHttpFunction function = new OrdersHttpFunction(environment);

      APIGatewayV2HTTPResponse first = function.handleRequest(sampleOrder(), context());
      APIGatewayV2HTTPResponse second = function.handleRequest(sampleOrder(), context());

      assertThat(first.getStatusCode()).isEqualTo(201);
      assertThat(second.getBody()).isEqualTo(first.getBody());
      assertThat(second.getHeaders()).containsEntry("Idempotent-Replayed", "true");
    }
  }

  private static LocalStackContainer started() throws IOException {
    LocalStackContainer stack =
        new LocalStackContainer(
                DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb");
    stack.start();
    Template template = TemplateReader.read(Repository.path("template.yaml"), Map.of());
    assertThat(Tables.create(stack.getEndpoint(), template.tables().values())).isTrue();
    return stack;
  }

  private static Map<String, String> environment(LocalStackContainer stack) {
    return Map.of(
        "ORDERS_TABLE", "OrdersTable",
        "VIEWS_TABLE", "ViewsTable",
        "ORDER_EXPIRY", "PT30M",
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", stack.getAccessKey(),
        "AWS_SECRET_ACCESS_KEY", stack.getSecretKey(),
        "AWS_ENDPOINT_URL_DYNAMODB", stack.getEndpoint().toString());
  }

  private static void upsertSampleProducts(Map<String, String> environment) throws IOException {
    JsonNode seed = JSON.readTree(Files.readString(Repository.path("events/seed.json")));
    JsonNode products =
        seed.valueStream()
            .map(step -> step.path("event"))
            .filter(event -> event.path("command").asText().equals("UpsertProducts"))
            .findFirst()
            .orElseThrow();
    List<Json> items =
        ((Json.Arr) JsonReader.readTrusted(bytes(products.path("items")))).elements();

    var reply =
        new OrderCommandsFunction(environment)
            .handleRequest(CommandEvent.of("UpsertProducts", 1, "seed", items), context());

    assertThat(reply.results())
        .isNotEmpty()
        .allMatch(result -> result.status() == ItemResult.Status.OK);
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    return JSON.writeValueAsBytes(node);
  }

  private static APIGatewayV2HTTPEvent sampleOrder() throws IOException {
    String sample = Files.readString(Repository.path("events/orders-http-place-order.json"));
    return new EventSerializer().fromJson(sample, APIGatewayV2HTTPEvent.class);
  }

  private static Context context() {
    Context context = mock(Context.class);
    when(context.getRemainingTimeInMillis()).thenReturn(10_000);
    when(context.getAwsRequestId()).thenReturn("invocation-1");
    return context;
  }
}
