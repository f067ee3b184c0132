package orderflow.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import orderflow.local.httpapi.GatewayResponse.Header;

/// Turns what a function returned into an answer (Developer Guide, "Lambda function response for
/// format 2.0").
final class ResponseMapping {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// The server sets these itself.
  private static final Set<String> OWN =
      Set.of("content-length", "transfer-encoding", "connection", "date", "keep-alive");

  private ResponseMapping() {}

  static GatewayResponse map(String payload) {
    JsonNode answer = parse(payload);
    if (!answer.has("statusCode")) {
      return inferred(answer.isTextual() ? answer.textValue() : payload);
    }
    return structured(answer).orElseGet(GatewayResponse::internalServerError);
  }

  /// Not even valid JSON is asked of a function that names no status.
  private static JsonNode parse(String payload) {
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static GatewayResponse inferred(String text) {
    return new GatewayResponse(
        200, List.of(new Header("content-type", "application/json")), Body.ofText(text));
  }

  /// Empty when a member does not have the form the format asks for.
  private static Optional<GatewayResponse> structured(JsonNode answer) {
    int status = answer.get("statusCode").asInt();
    if (status < 200 || status > 599 || !hasForm(answer)) {
      return Optional.empty();
    }
    List<Header> headers = headers(answer);
    return headers.stream().allMatch(ResponseMapping::isClean)
        ? body(answer).map(body -> new GatewayResponse(status, headers, body))
        : Optional.empty();
  }

  private static boolean hasForm(JsonNode answer) {
    return isAbsentOr(answer.path("headers"), answer.path("headers").isObject())
        && isAbsentOr(answer.path("cookies"), answer.path("cookies").isArray())
        && isAbsentOr(answer.path("body"), answer.path("body").isTextual())
        && isAbsentOr(answer.path("isBase64Encoded"), answer.path("isBase64Encoded").isBoolean())
        && answer.path("headers").valueStream().allMatch(value -> value.isValueNode())
        && answer.path("cookies").valueStream().allMatch(value -> value.isTextual());
  }

  private static boolean isAbsentOr(JsonNode member, boolean fits) {
    return member.isMissingNode() || member.isNull() || fits;
  }

  private static List<Header> headers(JsonNode answer) {
    List<Header> headers = new ArrayList<>();
    answer
        .path("cookies")
        .valueStream()
        .forEach(cookie -> headers.add(new Header("set-cookie", cookie.textValue())));
    answer
        .path("headers")
        .propertyStream()
        .filter(header -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> headers.add(new Header(header.getKey(), header.getValue().asText())));
    if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("content-type"))) {
      headers.add(new Header("content-type", "text/plain; charset=utf-8"));
    }
    return headers;
  }

  private static boolean isClean(Header header) {
    return !header.name().isEmpty()
        && header.name().chars().allMatch(c -> c > ' ' && c < 127 && c != ':')
        && header.value().chars().noneMatch(c -> c == '\r' || c == '\n');
  }

  private static Optional<Body> body(JsonNode answer) {
    String text = answer.path("body").asText("");
    if (!answer.path("isBase64Encoded").asBoolean()) {
      return Optional.of(Body.ofText(answer.path("body").isNull() ? "" : text));
    }
    try {
      return Optional.of(Body.ofBase64(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
