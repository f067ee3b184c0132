package orderflow.kit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import orderflow.kit.id.Ids;
import orderflow.kit.time.Deadline;
import org.jspecify.annotations.Nullable;

/// Makes the request value from API Gateway's event (HTTP API, payload format 2.0). Members that an
/// event may lack read as empty.
final class RequestReader {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final Ids ids;

  RequestReader(Ids ids) {
    this.ids = ids;
  }

  HttpRequest read(APIGatewayV2HTTPEvent event, Caller caller, Deadline deadline) {
    Map<String, String> headers = lowerCase(orEmpty(event.getHeaders()));
    Optional<APIGatewayV2HTTPEvent.RequestContext> context =
        Optional.ofNullable(event.getRequestContext());
    return new HttpRequest(
        orBlank(event.getRouteKey()),
        orBlank(event.getRawPath()),
        headers,
        orEmpty(event.getPathParameters()),
        orEmpty(event.getQueryStringParameters()),
        Body.of(bodyOf(event)),
        caller,
        requestId(headers),
        context.map(APIGatewayV2HTTPEvent.RequestContext::getDomainName).orElse(""),
        context
            .map(APIGatewayV2HTTPEvent.RequestContext::getHttp)
            .map(APIGatewayV2HTTPEvent.RequestContext.Http::getSourceIp)
            .orElse(""),
        deadline);
  }

  private String requestId(Map<String, String> headers) {
    String id = headers.get("x-request-id");
    return id != null && REQUEST_ID.matcher(id).matches() ? id : ids.next("req_");
  }

  /// The flag decides, never the content type: API Gateway encodes every body whose type it does
  /// not know as text, and a missing type. A flag that lies leaves the text, which no route reads
  /// as JSON.
  private static byte[] bodyOf(APIGatewayV2HTTPEvent event) {
    byte[] text = orBlank(event.getBody()).getBytes(StandardCharsets.UTF_8);
    if (!event.getIsBase64Encoded()) {
      return text;
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new HashMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      lower.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return lower;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static String orBlank(@Nullable String text) {
    return text == null ? "" : text;
  }
}
