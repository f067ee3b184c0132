package orderflow.jobs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import orderflow.jobs.http.JobRoutes;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// HTTP function of the jobs: schedules and the ledger are read here, and a run is asked for. The
/// work itself is done by the job function.
public final class JobsHttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final RouteMap routes;
  private final HttpEdge edge;

  public JobsHttpFunction() {
    this(System.getenv());
  }

  public JobsHttpFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  JobsHttpFunction(
      Map<String, String> environment, PrintStream out, ExecutionInterceptor... interceptors) {
    JobsWiring wiring = JobsWiring.of(environment, interceptors);
    this.routes = JobRoutes.of(wiring.useCases(JobsConfig.from(environment)));
    this.edge = HttpEdge.of(routes, "private", environment, out, wiring.chance());
    JobsPriming.http(routes);
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
