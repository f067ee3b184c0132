package orderflow.local.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The parameters of a call of a Query API: a form with names such as
/// `Destination.ToAddresses.member.1`.
final class SesForm {
  private final Map<String, String> parameters = new HashMap<>();

  /// @throws MailRefusedException if the body is no form
  SesForm(String body) throws MailRefusedException {
    try {
      Stream.of(body.split("&")).forEach(this::add);
    } catch (IllegalArgumentException e) {
      throw new MailRefusedException(
          "MalformedQueryString", "The body is no form: " + e.getMessage());
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /// @throws MailRefusedException if the call lacks it
  String get(String name) throws MailRefusedException {
    return find(name)
        .orElseThrow(() ->
            new MailRefusedException(
                "MissingParameter", "The request must contain the parameter " + name + "."));
  }

  /// The members of a list, in order.
  List<String> members(String name) {
    return IntStream.iterate(1, index -> index + 1)
        .mapToObj(index -> parameters.get(name + ".member." + index))
        .takeWhile(Objects::nonNull)
        .toList();
  }

  private void add(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals > 0) {
      parameters.put(
          decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
