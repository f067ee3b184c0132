package orderflow.kit.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import orderflow.model.ErrorCode;

/// What went wrong, as the client sees it (RFC 9457 plus `code`, `requestId` and `errors`).
///
/// @param code decides type, title and status
/// @param detail what was found in this request; never holds a secret or an internal
/// @param errors the faults of the input, or what the refusal is about; may be empty
/// @param headers further headers of the answer
/// @param members further members of the body (RFC 9457 §3.2)
public record Problem(
    ErrorCode code,
    String detail,
    List<Fault> errors,
    Map<String, String> headers,
    Map<String, String> members) {

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
    members = Map.copyOf(members);
  }

  public static Problem of(ErrorCode code, String detail) {
    return new Problem(code, detail, List.of(), Map.of(), Map.of());
  }

  public static Problem of(ErrorCode code, String detail, List<Fault> errors) {
    return new Problem(code, detail, errors, Map.of(), Map.of());
  }

  /// Input with faults, all at once.
  public static Problem invalidInput(List<Fault> faults) {
    String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    return of(ErrorCode.INVALID_INPUT, "the input has " + count, faults);
  }

  /// A resource that is absent, or that is not the caller's: the same bytes for both.
  public static Problem notFound() {
    return of(ErrorCode.NOT_FOUND, "there is no such resource, or it is not yours");
  }

  /// A state that passes: conflict that outlives the retries, overload, a dependency that is down.
  public static Problem retryLater(ErrorCode code, String detail, Duration after) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return of(code, detail).with("Retry-After", Long.toString(seconds));
  }

  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(code, detail, errors, more, members);
  }

  /// The same problem with one more member, for what the client needs to go on.
  public Problem withMember(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(code, detail, errors, headers, more);
  }

  /// The answer to this request.
  public HttpResponse in(HttpRequest request) {
    return answer(request.path(), request.requestId());
  }

  HttpResponse answer(String instance, String requestId) {
    Json.Builder body =
        Json.object()
            .with("type", code.type())
            .with("title", code.title())
            .with("status", code.status())
            .with("detail", detail)
            .with("instance", instance)
            .with("code", code.code())
            .with("requestId", requestId);
    members.forEach(body::with);
    if (!errors.isEmpty()) {
      body.withEach("errors", errors, Problem::view);
    }
    HttpResponse response =
        HttpResponse.of(code.status(), "application/problem+json", JsonWriter.write(body.build()));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response.withErrorCode(code.code());
  }

  private static Json view(Fault fault) {
    return Json.object()
        .with("pointer", fault.pointer())
        .with("code", fault.code())
        .with("detail", fault.detail())
        .build();
  }
}
