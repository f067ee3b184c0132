package orderflow.jobs.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import orderflow.jobs.dynamodb.Page;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.Caller;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Json;
import orderflow.model.ErrorCode;

/// Pages and their cursors.
final class Lists {
  static final int DEFAULT_LIMIT = 20;
  static final int MAX_LIMIT = 100;

  private final Cursors cursors;

  Lists(Cursors cursors) {
    this.cursors = cursors;
  }

  /// The position a cursor stands for, nothing without a cursor.
  Input<Optional<String>> position(HttpRequest request) {
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

  <T> HttpResponse answer(HttpRequest request, Page<T> page, Function<T, Json> view) {
    Optional<String> next = page.next().map(position -> cursors.issue(binding(request), position));
    Json.Builder body = Json.object().withEach("data", page.data(), view);
    HttpResponse response =
        HttpResponse.json(
            200, body.with("next", next.<Json>map(Json::of).orElse(new Json.Null())).build());
    return next.map(cursor -> response.with("Link", link(request, cursor))).orElse(response);
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
