package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Events of an HTTP API's Lambda authorizer and its simple answers, payload format 2.0 (API
/// Gateway Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers").
final class AuthorizerEvents {

  private AuthorizerEvents() {}

  static APIGatewayV2CustomAuthorizerEvent read(JsonParser parser) throws IOException {
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "version" -> event.setVersion(Members.text(parser));
        case "type" -> event.setType(Members.text(parser));
        case "routeArn" -> event.setRouteArn(Members.text(parser));
        case "identitySource" -> event.setIdentitySource(Members.texts(parser));
        case "routeKey" -> event.setRouteKey(Members.text(parser));
        case "rawPath" -> event.setRawPath(Members.text(parser));
        case "rawQueryString" -> event.setRawQueryString(Members.text(parser));
        case "cookies" -> event.setCookies(Members.texts(parser));
        case "headers" -> event.setHeaders(Members.textMap(parser));
        case "queryStringParameters" -> event.setQueryStringParameters(Members.textMap(parser));
        case "requestContext" -> event.setRequestContext(context(parser));
        case "pathParameters" -> event.setPathParameters(Members.textMap(parser));
        case "stageVariables" -> event.setStageVariables(Members.textMap(parser));
        default -> parser.skipChildren();
      }
    }
    return event;
  }

  static void write(Object value, JsonGenerator generator) throws IOException {
    SimpleIAMPolicyResponse response = (SimpleIAMPolicyResponse) value;
    generator.writeStartObject();
    generator.writeBooleanField("isAuthorized", response.getIsAuthorized());
    Members.write(generator, "context", response.getContext());
    generator.writeEndObject();
  }

  private static APIGatewayV2CustomAuthorizerEvent.@Nullable RequestContext context(
      JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "accountId" -> context.setAccountId(Members.text(parser));
        case "apiId" -> context.setApiId(Members.text(parser));
        case "domainName" -> context.setDomainName(Members.text(parser));
        case "domainPrefix" -> context.setDomainPrefix(Members.text(parser));
        case "http" -> context.setHttp(http(parser));
        case "requestId" -> context.setRequestId(Members.text(parser));
        case "routeKey" -> context.setRouteKey(Members.text(parser));
        case "stage" -> context.setStage(Members.text(parser));
        case "time" -> context.setTime(Members.text(parser));
        case "timeEpoch" -> context.setTimeEpoch(parser.getValueAsLong());
        default -> parser.skipChildren();
      }
    }
    return context;
  }

  private static APIGatewayV2CustomAuthorizerEvent.@Nullable Http http(JsonParser parser)
      throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    APIGatewayV2CustomAuthorizerEvent.Http http = new APIGatewayV2CustomAuthorizerEvent.Http();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "method" -> http.setMethod(Members.text(parser));
        case "path" -> http.setPath(Members.text(parser));
        case "protocol" -> http.setProtocol(Members.text(parser));
        case "sourceIp" -> http.setSourceIp(Members.text(parser));
        case "userAgent" -> http.setUserAgent(Members.text(parser));
        default -> parser.skipChildren();
      }
    }
    return http;
  }
}
