package orderflow.kit.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A form body, `application/x-www-form-urlencoded` in UTF-8, each parameter at most once (RFC 6749
/// §3.1 and appendix B). Never printed: forms carry secrets.
public final class FormBody {
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> parameters;

  private FormBody(Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /// The form; nothing when it is not one or repeats a parameter.
  public static Optional<FormBody> read(HttpRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      for (String pair : request.body().text().split("&", -1)) {
        if (!pair.isEmpty() && !add(pair, parameters)) {
          return Optional.empty();
        }
      }
      return Optional.of(new FormBody(parameters));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean add(String pair, Map<String, String> parameters) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return parameters.putIfAbsent(decoded(name), decoded(value)) == null;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// A parameter; one without a value counts as left out (RFC 6749 §3.2).
  public Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "FormBody[hidden]";
  }
}
