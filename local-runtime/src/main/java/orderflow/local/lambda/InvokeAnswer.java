package orderflow.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/// Writes the outcome of an invocation as the Invoke API does.
final class InvokeAnswer {

  private InvokeAnswer() {}

  static void send(HttpExchange exchange, InvocationOutcome outcome, boolean withTail)
      throws IOException {
    switch (outcome) {
      case InvocationOutcome.Finished finished -> finish(exchange, finished, withTail);
      case InvocationOutcome.Refused refused -> refuse(exchange, refused);
    }
  }

  /// The event is in the queue.
  static void accept(HttpExchange exchange, String requestId) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    write(exchange, 202, "");
  }

  static void refuse(HttpExchange exchange, InvocationOutcome.Refused refused) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
    headers.set("x-amzn-ErrorType", refused.type());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Type", refused.status() < 500 ? "User" : "Service");
    if (refused.status() == 429) {
      body.put("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    // Some exceptions spell the member Message, some message; the SDKs of all languages read
    // either.
    body.put("Message", refused.message()).put("message", refused.message());
    write(exchange, refused.status(), body.toString());
  }

  private static void finish(
      HttpExchange exchange, InvocationOutcome.Finished finished, boolean withTail)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("x-amzn-RequestId", finished.requestId());
    headers.set("X-Amz-Executed-Version", finished.executedVersion());
    if (finished.failed()) {
      headers.set("X-Amz-Function-Error", "Unhandled");
    }
    if (withTail) {
      byte[] tail = finished.logTail().getBytes(StandardCharsets.UTF_8);
      headers.set("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
    }
    write(exchange, 200, finished.payload());
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
