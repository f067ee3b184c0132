package orderflow.kit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.LinkedHashMap;

/// Makes API Gateway's answer (payload format 2.0). Every body of the API is text.
final class ResponseWriter {

  private ResponseWriter() {}

  static APIGatewayV2HTTPResponse write(HttpResponse response) {
    APIGatewayV2HTTPResponse event = new APIGatewayV2HTTPResponse();
    event.setStatusCode(response.status());
    event.setHeaders(new LinkedHashMap<>(response.headers()));
    event.setBody(response.body().text());
    event.setIsBase64Encoded(false);
    return event;
  }
}
