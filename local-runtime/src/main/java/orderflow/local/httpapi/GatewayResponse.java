package orderflow.local.httpapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/// An answer to a client.
record GatewayResponse(int status, List<Header> headers, Body body) {

  /// A header; a name may come more than once.
  record Header(String name, String value) {}

  GatewayResponse {
    headers = List.copyOf(headers);
  }

  /// An answer the gateway makes itself: `{"message": …}`.
  static GatewayResponse message(int status, String message) {
    String text = JsonNodeFactory.instance.objectNode().put("message", message).toString();
    return new GatewayResponse(
        status, List.of(new Header("content-type", "application/json")), Body.ofText(text));
  }

  static GatewayResponse internalServerError() {
    return message(500, "Internal Server Error");
  }

  GatewayResponse with(List<Header> more) {
    List<Header> all = new ArrayList<>(headers);
    all.addAll(more);
    return new GatewayResponse(status, all, body);
  }

  GatewayResponse withoutHeaders(String prefix) {
    return new GatewayResponse(
        status,
        headers.stream().filter(header -> !startsWith(header.name(), prefix)).toList(),
        body);
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
