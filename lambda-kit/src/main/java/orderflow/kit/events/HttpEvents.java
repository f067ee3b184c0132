package orderflow.kit.events;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// HTTP API events and answers, payload format 2.0 (API Gateway Developer Guide, "Create AWS Lambda
/// proxy integrations for HTTP APIs").
final class HttpEvents {

  private HttpEvents() {}

  static APIGatewayV2HTTPEvent read(JsonParser parser) throws IOException {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "version" -> event.setVersion(Members.text(parser));
        case "routeKey" -> event.setRouteKey(Members.text(parser));
        case "rawPath" -> event.setRawPath(Members.text(parser));
        case "rawQueryString" -> event.setRawQueryString(Members.text(parser));
        case "cookies" -> event.setCookies(Members.texts(parser));
        case "headers" -> event.setHeaders(Members.textMap(parser));
        case "queryStringParameters" -> event.setQueryStringParameters(Members.textMap(parser));
        case "pathParameters" -> event.setPathParameters(Members.textMap(parser));
        case "stageVariables" -> event.setStageVariables(Members.textMap(parser));
        case "body" -> event.setBody(Members.text(parser));
        case "isBase64Encoded" -> event.setIsBase64Encoded(parser.getValueAsBoolean());
        case "requestContext" -> event.setRequestContext(context(parser));
        default -> parser.skipChildren();
      }
    }
    return event;
  }

  static void write(Object value, JsonGenerator generator) throws IOException {
    APIGatewayV2HTTPResponse response = (APIGatewayV2HTTPResponse) value;
    generator.writeStartObject();
    generator.writeNumberField("statusCode", response.getStatusCode());
    Members.write(generator, "headers", response.getHeaders());
    writeLists(generator, response.getMultiValueHeaders());
    if (response.getCookies() != null) {
      writeTexts(generator, "cookies", response.getCookies());
    }
    if (response.getBody() != null) {
      generator.writeStringField("body", response.getBody());
    }
    generator.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
    generator.writeEndObject();
  }

  private static @Nullable RequestContext context(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    RequestContext context = new RequestContext();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "routeKey" -> context.setRouteKey(Members.text(parser));
        case "accountId" -> context.setAccountId(Members.text(parser));
        case "stage" -> context.setStage(Members.text(parser));
        case "apiId" -> context.setApiId(Members.text(parser));
        case "domainName" -> context.setDomainName(Members.text(parser));
        case "domainPrefix" -> context.setDomainPrefix(Members.text(parser));
        case "time" -> context.setTime(Members.text(parser));
        case "timeEpoch" -> context.setTimeEpoch(parser.getValueAsLong());
        case "requestId" -> context.setRequestId(Members.text(parser));
        case "http" -> context.setHttp(http(parser));
        case "authorizer" -> context.setAuthorizer(authorizer(parser));
        default -> parser.skipChildren();
      }
    }
    return context;
  }

  private static RequestContext.@Nullable Http http(JsonParser parser) throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    RequestContext.Http http = new RequestContext.Http();
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

  private static RequestContext.@Nullable Authorizer authorizer(JsonParser parser)
      throws IOException {
    if (!Members.isObject(parser)) {
      return null;
    }
    RequestContext.Authorizer authorizer = new RequestContext.Authorizer();
    for (String name = Members.next(parser); name != null; name = Members.next(parser)) {
      switch (name) {
        case "lambda" -> authorizer.setLambda(Members.anyMap(parser));
        case "jwt" -> authorizer.setJwt(IdentityMembers.jwt(parser));
        case "iam" -> authorizer.setIam(IdentityMembers.iam(parser));
        default -> parser.skipChildren();
      }
    }
    return authorizer;
  }

  private static void writeLists(JsonGenerator generator, @Nullable Map<String, List<String>> lists)
      throws IOException {
    if (lists != null) {
      generator.writeObjectFieldStart("multiValueHeaders");
      for (Map.Entry<String, List<String>> list : lists.entrySet()) {
        writeTexts(generator, list.getKey(), list.getValue());
      }
      generator.writeEndObject();
    }
  }

  private static void writeTexts(JsonGenerator generator, String name, List<String> texts)
      throws IOException {
    generator.writeArrayFieldStart(name);
    for (String text : texts) {
      generator.writeString(text);
    }
    generator.writeEndArray();
  }
}
