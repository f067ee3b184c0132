package orderflow.local.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Percent-decoding of paths and query strings. The JDK's server has refused malformed ones before.
final class Percent {

  private static final Pattern AMPERSAND = Pattern.compile("&");

  private Percent() {}

  /// A plus sign stands for itself in a path.
  static String decodePath(String text) {
    return text.indexOf('%') < 0 ? text : decode(text.replace("+", "%2B"));
  }

  /// The parameters of a query string; values of a repeated one are joined with a comma.
  static SequencedMap<String, String> parameters(String query) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    AMPERSAND
        .splitAsStream(query)
        .filter(pair -> !pair.isEmpty())
        .forEach(pair -> add(parameters, pair));
    return parameters;
  }

  private static void add(SequencedMap<String, String> parameters, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    parameters.merge(decode(name), decode(value), (first, second) -> first + "," + second);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
