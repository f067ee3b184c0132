package orderflow.local.lambda.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Ends its process before it can take an event.
public final class ExitsAtStart implements RequestHandler<Map<String, String>, String> {

  public ExitsAtStart() {
    Runtime.getRuntime().halt(7);
  }

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    return "never";
  }
}
