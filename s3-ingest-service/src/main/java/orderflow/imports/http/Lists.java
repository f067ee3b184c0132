package orderflow.imports.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Input;
import orderflow.kit.http.Problem;
import orderflow.kit.http.Query;
import orderflow.model.ErrorCode;

/// Pages and their cursors.
final class Lists {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final Cursors cursors;

  Lists(Cursors cursors) {
    this.cursors = cursors;
  }

  /// Which part of a list is asked for.
  ///
  /// @param position where it begins, nothing for the first one
  record Part(int limit, Optional<String> position) {}

  Input<Part> part(HttpRequest request) {
    return Query.<Integer>read(
            request,
            query -> {
              Optional<Integer> limit = query.integer("limit", 1, MAX_LIMIT);
              Optional<String> _ = query.text("cursor");
              return () -> limit.orElse(DEFAULT_LIMIT);
            })
        .then(limit -> position(request).then(position -> Input.given(new Part(limit, position))));
  }

  /// The cursor of the part that begins at a position.
  Optional<String> cursor(HttpRequest request, Optional<String> position) {
    return position.map(place -> cursors.issue(binding(request), place));
  }

  /// The answer with a link to the next part, if there is one (RFC 8288).
  static HttpResponse linked(HttpResponse response, HttpRequest request, Optional<String> cursor) {
    return cursor.map(next -> response.with("Link", link(request, next))).orElse(response);
  }

  private Input<Optional<String>> position(HttpRequest request) {
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
    return request.identified().subject() + " " + request.routeKey() + " " + request.path();
  }
}
