package orderflow.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Answers an HTTP request with what it found in it.
public final class Greeter implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Map<?, ?> parameters = (Map<?, ?>) event.getOrDefault("pathParameters", Map.of());
    String body =
        "{\"routeKey\":\"%s\",\"name\":\"%s\",\"functionArn\":\"%s\"}"
            .formatted(
                event.get("routeKey"), parameters.get("name"), context.getInvokedFunctionArn());
    return Map.of(
        "statusCode", 201, "headers", Map.of("content-type", "application/json"), "body", body);
  }
}
