package orderflow.imports;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import orderflow.imports.http.ImportRoutes;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// HTTP function of the import service: imports are announced here and their state is read here.
/// The file itself goes straight to the bucket.
public final class ImportsHttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final RouteMap routes;
  private final HttpEdge edge;

  public ImportsHttpFunction() {
    this(System.getenv());
  }

  public ImportsHttpFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  ImportsHttpFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    ImportsWiring wiring = ImportsWiring.of(environment, interceptors);
    this.routes = ImportRoutes.of(wiring.useCases(ImportsConfig.from(environment)));
    this.edge = HttpEdge.of(routes, "private", environment, out, wiring.chance());
    ImportsPriming.http(routes);
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
