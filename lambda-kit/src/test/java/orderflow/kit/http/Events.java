package orderflow.kit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.HashMap;
import java.util.Map;

/// Events as API Gateway sends them, built for one test.
final class Events {

  private Events() {}

  static APIGatewayV2HTTPEvent of(String routeKey, Map<String, String> headers, String body) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setRouteKey(routeKey);
    event.setRawPath(routeKey.substring(routeKey.indexOf(' ') + 1));
    event.setHeaders(new HashMap<>(headers));
    event.setBody(body);
    event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
    return event;
  }

  static APIGatewayV2HTTPEvent withVerdict(
      APIGatewayV2HTTPEvent event, Map<String, Object> context) {
    APIGatewayV2HTTPEvent.RequestContext.Authorizer authorizer =
        new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
    authorizer.setLambda(context);
    event.getRequestContext().setAuthorizer(authorizer);
    return event;
  }
}
