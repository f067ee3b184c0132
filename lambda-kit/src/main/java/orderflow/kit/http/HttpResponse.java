package orderflow.kit.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;

/// An answer.
///
/// @param status HTTP status
/// @param headers by the name they are sent with
/// @param body what is sent, empty for none
/// @param errorCode the code of a problem, for the log line
public record HttpResponse(
    int status, Map<String, String> headers, Body body, Optional<String> errorCode) {

  public HttpResponse {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// A JSON answer.
  public static HttpResponse json(int status, Json body) {
    return of(status, "application/json", JsonWriter.write(body));
  }

  /// An answer of bytes that exist already.
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(
        status, Map.of("Content-Type", contentType), Body.of(body), Optional.empty());
  }

  /// An answer without a body.
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, Map.of(), Body.empty(), Optional.empty());
  }

  /// The same answer with one more header; an earlier value of that name gives way.
  public HttpResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body, errorCode);
  }

  /// The same answer, logged under this code.
  public HttpResponse withErrorCode(String code) {
    return new HttpResponse(status, headers, body, Optional.of(code));
  }
}
