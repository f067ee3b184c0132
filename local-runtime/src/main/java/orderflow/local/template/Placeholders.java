package orderflow.local.template;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `${Name}` of `Fn::Sub`; `${!Name}` stays as `${Name}`.
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private Placeholders() {}

  static String replace(String text, UnaryOperator<String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  private static String value(String name, UnaryOperator<String> values) {
    return name.startsWith("!") ? "${" + name.substring(1) + "}" : values.apply(name.strip());
  }
}
