package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import org.junit.jupiter.api.Test;

class StoreOutageTest {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @Test
  void a_store_that_refuses_connections_is_answered_with_503_and_logged() throws IOException {
    OrdersHttpFunction function = onStoreAt(closedPort());
    String startUp = lines.toString(UTF_8);

    APIGatewayV2HTTPResponse response =
        function.handleRequest(get("GET /v1/products"), Contexts.fresh());

    assertThat(startUp).isEmpty();
    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getBody()).contains("\"code\":\"service_unavailable\"");
    assertThat(response.getHeaders()).containsEntry("Retry-After", "2");
    assertThat(lines.toString(UTF_8)).contains("\"level\":\"ERROR\"").contains("retries after 2 s");
  }

  private OrdersHttpFunction onStoreAt(int port) {
    Map<String, String> environment =
        Map.of(
            "ORDERS_TABLE", "orders",
            "VIEWS_TABLE", "views",
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + port);
    return new OrdersHttpFunction(environment, new PrintStream(lines, true, UTF_8));
  }

  /// A port that was free a moment ago, so nobody listens on it.
  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static APIGatewayV2HTTPEvent get(String routeKey) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRouteKey(routeKey);
    event.setRawPath("/v1/products");
    event.setHeaders(new HashMap<>());
    event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
    return event;
  }
}
