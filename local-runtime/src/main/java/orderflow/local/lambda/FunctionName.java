package orderflow.local.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How callers name a function: `name`, `name:qualifier`, `account:function:name` or an ARN, each
/// with an optional qualifier (Lambda API reference, "Invoke", FunctionName).
///
/// @param qualifier an alias or `$LATEST`, or empty for none
public record FunctionName(String name, String qualifier) {

  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?(?:function:)?"
              + "(?<name>[A-Za-z0-9_-]+)(?::(?<qualifier>\\$LATEST|[A-Za-z0-9_-]+))?");

  /// Reads a name. Empty when it is none.
  public static Optional<FunctionName> parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String qualifier = matcher.group("qualifier");
    return Optional.of(new FunctionName(matcher.group("name"), qualifier == null ? "" : qualifier));
  }
}
