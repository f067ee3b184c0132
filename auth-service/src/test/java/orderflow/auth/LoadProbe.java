package orderflow.auth;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.lang.reflect.Proxy;
import java.util.Map;

/// Main program of a child JVM: one function, built from the environment and invoked once. It
/// prints what came out as its last line.
final class LoadProbe {

  private LoadProbe() {}

  public static void main(String[] arguments) {
    String result =
        switch (arguments[0]) {
          case "authorizer" -> authorizer(arguments[1]);
          case "login" -> login(arguments[1]);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.println(result);
  }

  private static String authorizer(String token) {
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    context.setDomainName(HttpEvents.DOMAIN);
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", "Bearer " + token));
    event.setRequestContext(context);
    return new AuthorizerFunction()
        .handleRequest(event, context())
        .getContext()
        .getOrDefault("verdict", "none");
  }

  private static String login(String body) {
    return Integer.toString(
        new AuthHttpFunction()
            .handleRequest(HttpEvents.post("/v1/auth/login", body), context())
            .getStatusCode());
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            LoadProbe.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getReturnType() == int.class ? 10_000 : "probe");
  }
}
