package orderflow.local.httpapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A request's headers as an HTTP API passes them on: names in lower case, repeated ones joined
/// with a comma, cookies apart.
///
/// @param joined without the cookie header
/// @param cookies one `name=value` each
/// @param bytes their size on the wire
record RequestHeaders(SequencedMap<String, String> joined, List<String> cookies, int bytes) {

  static RequestHeaders of(Map<String, List<String>> raw) {
    SequencedMap<String, String> joined = new LinkedHashMap<>();
    raw.forEach(
        (name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    joined.remove("cookie");
    return new RequestHeaders(joined, cookies(raw), size(raw));
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(joined.get(name.toLowerCase(Locale.ROOT)));
  }

  private static List<String> cookies(Map<String, List<String>> raw) {
    return raw.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("cookie"))
        .flatMap(header -> header.getValue().stream())
        .flatMap(value -> Stream.of(value.split(";")))
        .map(String::strip)
        .filter(cookie -> !cookie.isEmpty())
        .toList();
  }

  private static int size(Map<String, List<String>> raw) {
    // A name, ": ", a value and a line end.
    return raw.entrySet().stream()
        .mapToInt(header ->
            header.getValue().stream()
                .mapToInt(value -> header.getKey().length() + value.length() + 4)
                .sum())
        .sum();
  }
}
