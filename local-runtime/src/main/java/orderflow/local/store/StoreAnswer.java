package orderflow.local.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// An answer in the protocol AWS JSON 1.0.
final class StoreAnswer {
  private static final String MODEL = "com.amazonaws.dynamodb.v20120810#";

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  StoreAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().putAll(headers);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static StoreAnswer denied(String message) {
    return error(400, "com.amazon.coral.service#AccessDeniedException", message);
  }

  static StoreAnswer invalid(String message) {
    return error(400, "com.amazon.coral.validate#ValidationException", message);
  }

  static StoreAnswer throttled() {
    return error(
        400,
        MODEL + "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded.");
  }

  static StoreAnswer failed() {
    return error(500, MODEL + "InternalServerError", "Internal server error");
  }

  /// The first item of a transaction is the one in conflict.
  static StoreAnswer conflict(String operation, int items) {
    if (!operation.startsWith("Transact")) {
      return error(
          400, MODEL + "TransactionConflictException", "Transaction is ongoing for the item");
    }
    ObjectNode body =
        text(
            MODEL + "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [TransactionConflict"
                + ", None".repeat(Math.max(0, items - 1))
                + "]");
    // The SDKs read Message here, and message elsewhere.
    body.put("Message", body.path("message").asText());
    ArrayNode reasons = body.putArray("CancellationReasons");
    reasons
        .addObject()
        .put("Code", "TransactionConflict")
        .put("Message", "Transaction is ongoing for the item");
    for (int item = 1; item < items; item++) {
      reasons.addObject().put("Code", "None");
    }
    return json(400, body);
  }

  private static StoreAnswer error(int status, String type, String message) {
    return json(status, text(type, message));
  }

  private static ObjectNode text(String type, String message) {
    return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
  }

  private static StoreAnswer json(int status, ObjectNode body) {
    return new StoreAnswer(
        status,
        Map.of("Content-Type", List.of("application/x-amz-json-1.0")),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
