package orderflow.local.platform.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Gives its event back as a command's answer, and its environment to an HTTP request; fails when
/// it is asked to.
public final class Answers implements RequestHandler<Map<String, Object>, Object> {

  @Override
  public Object handleRequest(Map<String, Object> event, Context context) {
    if (event.containsKey("fail")) {
      throw new IllegalStateException("as asked");
    }
    return event.containsKey("results") ? event : System.getenv();
  }
}
