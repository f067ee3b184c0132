package orderflow.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import orderflow.auth.http.AuthRoutes;
import orderflow.auth.http.Issuer;
import orderflow.kit.http.HttpEdge;
import orderflow.kit.http.RouteMap;
import orderflow.kit.id.Chance;
import orderflow.kit.log.LogWriter;

/// HTTP function of the authentication service: accounts, logins, sessions, tokens, public keys.
///
/// A login is not idempotent and needs not be: each gives a session of its own. A refresh whose
/// answer was lost may be sent again within ten seconds.
public final class AuthHttpFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final RouteMap routes;
  private final HttpEdge edge;

  public AuthHttpFunction() {
    this(System.getenv());
  }

  public AuthHttpFunction(Map<String, String> environment) {
    this(environment, System.out);
  }

  AuthHttpFunction(Map<String, String> environment, PrintStream out) {
    AuthConfig config = AuthConfig.from(environment);
    AuthWiring wiring = AuthWiring.of(environment);
    Chance chance = wiring.chance();
    LogWriter log = LogWriter.from(environment, out, chance.clock());
    this.routes = AuthRoutes.of(wiring.useCases(config, log), new Issuer(config.issuerUrl()), log);
    this.edge = HttpEdge.of(routes, "no-store", environment, out, chance);
    AuthPriming.tokens(chance);
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
