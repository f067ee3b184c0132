package orderflow.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import orderflow.orders.http.OrdersRoutes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// HTTP function of the orders service: catalogue, stock and orders. Every write is idempotent by
/// its key or guarded by a version, so a client may send it again whenever an answer is missing.
public final class OrdersHttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final RouteMap routes;
  private final HttpEdge edge;

  public OrdersHttpFunction() {
    this(System.getenv());
  }

  public OrdersHttpFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  OrdersHttpFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    OrdersWiring wiring = OrdersWiring.of(environment, interceptors);
    this.routes = OrdersRoutes.of(wiring.useCases());
    this.edge = HttpEdge.of(routes, "private", environment, out, wiring.chance());
    OrdersPriming.codec();
    OrdersPriming.request(routes);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return edge.handle(event, context);
  }

  /// API Gateway's keys of all routes, for the test that holds them equal to the template's.
  public Set<String> routeKeys() {
    return routes.keys();
  }
}
