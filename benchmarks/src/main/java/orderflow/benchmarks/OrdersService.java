package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.orders.OrdersHttpFunction;

/// One instance of the orders service in this process.
final class OrdersService {
  private static final String CUSTOMER = "usr_01JD8Y0000CVST0MER0000000";

  /// No caller comes near the limit of writes.
  private static final int CALLERS = 10;

  private static final String ORDER_ROUTE = "GET /v1/orders/{orderId}";

  private final OrdersHttpFunction function;
  private int placed;

  OrdersService(Store store) {
    this.function =
        new OrdersHttpFunction(
            Map.of(
                "ORDERS_TABLE",
                Store.ORDERS_TABLE,
                "VIEWS_TABLE",
                Store.VIEWS_TABLE,
                "ORDER_EXPIRY",
                "PT30M",
                "AWS_ENDPOINT_URL_DYNAMODB",
                store.endpoint().toString()));
  }

  void product(String sku) {
    APIGatewayV2HTTPEvent event = event("PUT /v1/products/{sku}", "staff", "catalog:write");
    event.setPathParameters(Map.of("sku", sku));
    event.getHeaders().put("if-none-match", "*");
    event.setBody(
        """
        {"name":"Mug","price":{"amount":500,"currency":"EUR"},"active":true,"stock":1000000}\
        """);
    expect(201, send(event));
  }

  /// An order of one line, answered with 201; the first one belongs to who reads.
  APIGatewayV2HTTPResponse place(String sku, String key) {
    APIGatewayV2HTTPEvent event =
        event("POST /v1/orders", "customer", "orders:write", placed++ % CALLERS);
    event.getHeaders().put("idempotency-key", key);
    event.setBody("{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku));
    return expect(201, send(event));
  }

  APIGatewayV2HTTPResponse get(String orderId) {
    APIGatewayV2HTTPEvent event = event(ORDER_ROUTE, "customer", "orders:read");
    event.setPathParameters(Map.of("orderId", orderId));
    return expect(200, send(event));
  }

  private APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    return function.handleRequest(event, Contexts.fresh());
  }

  private static APIGatewayV2HTTPResponse expect(int status, APIGatewayV2HTTPResponse response) {
    if (response.getStatusCode() != status) {
      throw new IllegalStateException(
          "found %d %s, expected %d"
              .formatted(response.getStatusCode(), response.getBody(), status));
    }
    return response;
  }

  private static APIGatewayV2HTTPEvent event(String route, String role, String scope) {
    return event(route, role, scope, 0);
  }

  private static APIGatewayV2HTTPEvent event(String route, String role, String scope, int caller) {
    var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    Map<String, Object> context = new HashMap<>();
    context.put("verdict", "ok");
    context.put("sub", CUSTOMER + caller);
    context.put("roles", role);
    context.put("scope", scope);
    context.put("client_id", "web");
    context.put("exp", "4102444800");
    authorizer.setLambda(context);
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
    event.getRequestContext().setAuthorizer(authorizer);
    event.setVersion("2.0");
    event.setRouteKey(route);
    event.setRawPath("/");
    event.setHeaders(new HashMap<>(Map.of("content-type", "application/json")));
    return event;
  }
}
