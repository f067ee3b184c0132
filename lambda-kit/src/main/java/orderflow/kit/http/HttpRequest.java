package orderflow.kit.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.time.Deadline;

/// A request as a route sees it.
///
/// @param routeKey API Gateway's key, for instance `GET /v1/orders/{orderId}`
/// @param path the path as sent, decoded
/// @param headers by lower-case name; several of one name are joined with `,` by API Gateway
/// @param pathParameters decoded, by name
/// @param query decoded, by name; several of one name are joined with `,`
/// @param body the decoded bytes, empty without a body
/// @param caller who sent it
/// @param requestId names this request in answers, logs, history and events
/// @param domainName the host the client called
/// @param sourceIp the client's address as API Gateway saw it
/// @param deadline until when it must be answered
public record HttpRequest(
    String routeKey,
    String path,
    Map<String, String> headers,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Body body,
    Caller caller,
    String requestId,
    String domainName,
    String sourceIp,
    Deadline deadline) {

  public HttpRequest {
    headers = Map.copyOf(headers);
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Whether the client asks for this media type by name, not by a range such as `*/*`.
  public boolean asksFor(String mediaType) {
    return Representation.names(this, mediaType);
  }

  /// A parameter of the route's path.
  ///
  /// @throws IllegalArgumentException when the route has no such parameter: a fault of ours
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("route " + routeKey + " has no parameter " + name);
    }
    return value;
  }

  /// The caller on a route that lets nobody else pass.
  public Caller.Identified identified() {
    if (caller instanceof Caller.Identified identified) {
      return identified;
    }
    throw new IllegalStateException("route " + routeKey + " is open: it has no identified caller");
  }
}
