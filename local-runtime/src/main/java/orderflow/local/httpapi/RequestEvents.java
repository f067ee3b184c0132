package orderflow.local.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderflow.local.template.HttpApi;

/// Builds events of payload format 2.0 (Developer Guide, "Create AWS Lambda proxy integrations for
/// HTTP APIs").
final class RequestEvents {

  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpApi api;
  private final HttpApiSettings settings;

  RequestEvents(HttpApi api, HttpApiSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /// The event of a function. `authorizer` is what the authorizer passed on, or a missing node.
  ObjectNode ofFunction(GatewayRequest request, RouteMatch match, JsonNode authorizer) {
    ObjectNode event = start(request, match);
    ObjectNode context = context(request, match);
    if (!authorizer.isMissingNode()) {
      context.putObject("authorizer").set("lambda", authorizer);
    }
    event.set("requestContext", context);
    addBody(event, request);
    return event;
  }

  /// The event of a Lambda authorizer: no body, but the route's ARN and the identity source's
  /// values.
  ObjectNode ofAuthorizer(GatewayRequest request, RouteMatch match, List<String> identities) {
    ObjectNode event = start(request, match);
    event.put("type", "REQUEST").put("routeArn", routeArn(request));
    identities.forEach(event.putArray("identitySource")::add);
    event.set("requestContext", context(request, match));
    return event;
  }

  private static ObjectNode start(GatewayRequest request, RouteMatch match) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("routeKey", match.route().key());
    event.put("rawPath", request.path()).put("rawQueryString", request.rawQuery());
    if (!request.headers().cookies().isEmpty()) {
      request.headers().cookies().forEach(event.putArray("cookies")::add);
    }
    request.headers().joined().forEach(event.putObject("headers")::put);
    putUnlessEmpty(event, "queryStringParameters", Percent.parameters(request.rawQuery()));
    putUnlessEmpty(event, "pathParameters", match.parameters());
    return event;
  }

  private ObjectNode context(GatewayRequest request, RouteMatch match) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.put("accountId", settings.accountId()).put("apiId", api.apiId());
    context.put("domainName", domainName()).put("domainPrefix", api.apiId());
    ObjectNode http = context.putObject("http");
    http.put("method", request.method()).put("path", request.path()).put("protocol", "HTTP/1.1");
    http.put("sourceIp", request.sourceIp());
    http.put("userAgent", request.headers().get("user-agent").orElse(""));
    context
        .put("requestId", request.id())
        .put("routeKey", match.route().key())
        .put("stage", "$default");
    context.put("time", CLF.format(request.receivedAt()));
    context.put("timeEpoch", request.receivedAt().toEpochMilli());
    return context;
  }

  private String domainName() {
    return api.apiId() + ".execute-api." + settings.region() + ".amazonaws.com";
  }

  private String routeArn(GatewayRequest request) {
    return "arn:aws:execute-api:%s:%s:%s/$default/%s%s"
        .formatted(
            settings.region(), settings.accountId(), api.apiId(), request.method(), request.path());
  }

  private static void addBody(ObjectNode event, GatewayRequest request) {
    boolean base64 =
        !request.body().isEmpty() && !isText(request.headers().get("content-type").orElse(""));
    if (!request.body().isEmpty()) {
      event.put("body", base64 ? request.body().base64() : request.body().text());
    }
    event.put("isBase64Encoded", base64);
  }

  /// Everything else goes as base64, forms and a missing content type included.
  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/xml")
        || type.equals("application/javascript");
  }

  private static void putUnlessEmpty(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      values.forEach(event.putObject(name)::put);
    }
  }
}
