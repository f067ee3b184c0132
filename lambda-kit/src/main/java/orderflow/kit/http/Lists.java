package orderflow.kit.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.json.Json;
import orderflow.model.ErrorCode;

/// Answers of routes that give a list in pages. A cursor is good for its caller and query alone;
/// the limit may change from page to page.
public final class Lists {
  public static final int DEFAULT_LIMIT = 20;
  public static final int MAX_LIMIT = 100;

  private final Cursors cursors;

  public Lists(Cursors cursors) {
    this.cursors = cursors;
  }

  /// The limit of a list that has no other parameters but its cursor.
  public static Input<Integer> limit(HttpRequest request) {
    return Query.read(
        request,
        query -> {
          Optional<Integer> limit = query.integer("limit", 1, MAX_LIMIT);
          Optional<String> _ = query.text("cursor");
          return () -> limit.orElse(DEFAULT_LIMIT);
        });
  }

  /// The position a cursor stands for, nothing without a cursor.
  public Input<Optional<String>> position(HttpRequest request) {
    Optional<String> cursor = Optional.ofNullable(request.query().get("cursor"));
    if (cursor.isEmpty()) {
      return Input.given(Optional.empty());
    }
    Optional<String> position = cursors.open(binding(request), cursor.get());
    return position.isPresent()
        ? Input.given(position)
        : Input.refused(
            Problem.of(
                ErrorCode.CURSOR_INVALID,
                "the cursor is malformed, older than a day, or of another caller or query"));
  }

  /// The page as `{data, next}`, with a link to the next one if there is one.
  public <T> HttpResponse answer(HttpRequest request, Page<T> page, Function<T, Json> view) {
    Optional<String> next = cursor(request, page);
    Json body =
        Json.object()
            .withEach("data", page.data(), view)
            .with("next", next.<Json>map(Json::of).orElse(new Json.Null()))
            .build();
    return linked(HttpResponse.json(200, body), request, next);
  }

  /// The page in another form, which has the link alone (RFC 8288).
  public HttpResponse linked(HttpResponse response, HttpRequest request, Page<?> page) {
    return linked(response, request, cursor(request, page));
  }

  private Optional<String> cursor(HttpRequest request, Page<?> page) {
    return page.next().map(position -> cursors.issue(binding(request), position));
  }

  private static HttpResponse linked(
      HttpResponse response, HttpRequest request, Optional<String> cursor) {
    return cursor.map(next -> response.with("Link", link(request, next))).orElse(response);
  }

  private static String link(HttpRequest request, String cursor) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put("cursor", cursor);
    StringBuilder link = new StringBuilder("<").append(request.path());
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      link.append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return link.append(">; rel=\"next\"").toString();
  }

  /// The limit may change from page to page, everything else belongs to the query.
  private static String binding(HttpRequest request) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.remove("cursor");
    query.remove("limit");
    String caller =
        request.caller() instanceof Caller.Identified known ? known.subject() : "anonymous";
    return caller + " " + request.routeKey() + " " + request.path() + " " + query;
  }
}
