package orderflow.local.httpapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The path of a route: literal segments, `{name}` for one segment, and at the end perhaps
/// `{name+}` for the rest.
record RoutePattern(List<String> segments) {

  static RoutePattern of(String path) {
    return new RoutePattern(split(path));
  }

  static List<String> split(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  boolean isGreedy() {
    return segments.getLast().endsWith("+}");
  }

  boolean isVariable(int index) {
    return segments.get(index).startsWith("{");
  }

  /// The decoded path parameters of a path that fits.
  Optional<SequencedMap<String, String>> match(List<String> path) {
    int fixed = isGreedy() ? segments.size() - 1 : segments.size();
    if (isGreedy() ? path.size() < segments.size() : path.size() != fixed) {
      return Optional.empty();
    }
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < fixed; i++) {
      if (!matchSegment(i, Percent.decodePath(path.get(i)), parameters)) {
        return Optional.empty();
      }
    }
    return isGreedy() ? matchRest(path, parameters) : Optional.of(parameters);
  }

  private boolean matchSegment(int index, String text, SequencedMap<String, String> parameters) {
    if (!isVariable(index)) {
      return segments.get(index).equals(text);
    }
    parameters.put(name(index), text);
    return !text.isEmpty();
  }

  private Optional<SequencedMap<String, String>> matchRest(
      List<String> path, SequencedMap<String, String> parameters) {
    int last = segments.size() - 1;
    String rest = String.join("/", path.subList(last, path.size()));
    parameters.put(name(last), Percent.decodePath(rest));
    return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
  }

  private String name(int index) {
    String segment = segments.get(index);
    return segment.substring(1, segment.length() - (segment.endsWith("+}") ? 2 : 1));
  }
}
