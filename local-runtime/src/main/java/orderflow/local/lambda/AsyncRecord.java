package orderflow.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The record of an event that failed for good, for the function's on-failure destination (Lambda
/// developer guide, "Capturing records of Lambda asynchronous invocations").
final class AsyncRecord {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DateTimeFormatter TIMESTAMP = utc("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter KEY_FOLDER = utc("yyyy/MM/dd");
  private static final DateTimeFormatter KEY_TIME = utc("yyyy-MM-dd'T'HH.mm.ss");

  private AsyncRecord() {}

  /// The object's key: the same for every try to write this record.
  static String key(AsyncEvent event, Instant endedAt) {
    return "aws/lambda/async/%s/%s/%s-%s"
        .formatted(
            event.function(), KEY_FOLDER.format(endedAt), KEY_TIME.format(endedAt), event.id());
  }

  /// @param functionArn the ARN with `:$LATEST`
  static byte[] json(AsyncEvent event, AsyncEvent.End end, String functionArn) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", "1.0").put("timestamp", TIMESTAMP.format(end.at()));
    json.putObject("requestContext")
        .put("requestId", event.requestId())
        .put("functionArn", functionArn)
        .put("condition", end.condition())
        .put("approximateInvokeCount", event.attempts());
    addPayload(json, "requestPayload", event.invocation().payload());
    event.response().ifPresent(response -> addResponse(json, response));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void addResponse(ObjectNode json, String response) {
    json.putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    addPayload(json, "responsePayload", response);
  }

  /// JSON stays letter by letter as it was, so that sending it again sends the same. Lambda does
  /// not check what a stream handler writes: what is no JSON is passed on as text.
  private static void addPayload(ObjectNode json, String member, String text) {
    try {
      JSON.readTree(text);
      json.putRawValue(member, new RawValue(text));
    } catch (JsonProcessingException e) {
      json.put(member, text);
    }
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
