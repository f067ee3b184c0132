package orderflow.local.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The values of a template's parameters: override, else default, checked against the declaration.
final class Parameters {
  private static final List<String> LIST_TYPES = List.of("CommaDelimitedList", "List<Number>");
  private static final List<String> TEXT_TYPES = List.of("String", "Number");

  private Parameters() {}

  static Map<String, Value> read(
      Value.Mapping declarations, Map<String, String> overrides, Findings findings) {
    Map<String, Value> values = new HashMap<>();
    declarations
        .entries()
        .forEach((name, entry) ->
            findings.guard(() -> values.put(name, parameter(name, entry, overrides, findings))));
    refuseUnknown(declarations, overrides, findings);
    return values;
  }

  private static void refuseUnknown(
      Value.Mapping declarations, Map<String, String> overrides, Findings findings) {
    for (String name : overrides.keySet()) {
      if (!declarations.entries().containsKey(name)) {
        findings.refuse(
            declarations.at(),
            "a value for the parameter " + name + ", which the template does not declare",
            "expected one of " + declarations.entries().keySet());
      }
    }
  }

  private static Value parameter(
      String name, Value.Entry entry, Map<String, String> overrides, Findings findings) {
    Properties declaration =
        new Properties("parameter " + name, Shapes.mapping(entry.value()))
            .neutral("Description", "NoEcho", "ConstraintDescription");
    String type = declaration.required("Type", Shapes::text);
    Optional<String> given = Optional.ofNullable(overrides.get(name));
    Optional<Value> fallback = declaration.value("Default");
    String text =
        given.or(() -> fallback.map(Shapes::text)).orElseThrow(() -> missing(name, entry.keyAt()));
    SourcePosition at = given.isPresent() ? entry.keyAt() : fallback.orElseThrow().at();
    check(name, text, at, declaration);
    declaration.finish(findings);
    return typed(type, text, at, declaration);
  }

  private static Refusal missing(String name, SourcePosition at) {
    return new Refusal(
        at,
        "the parameter " + name + " has neither default nor value",
        "give one with --parameter " + name + "=VALUE");
  }

  private static Value typed(String type, String text, SourcePosition at, Properties declaration) {
    if (LIST_TYPES.contains(type)) {
      return new Value.Sequence(
          Arrays.stream(text.split(",", -1))
              .map(part -> (Value) new Value.Text(part.strip(), at))
              .toList(),
          at);
    }
    if (TEXT_TYPES.contains(type)) {
      return new Value.Text(text, at);
    }
    throw new Refusal(
        declaration.keyAt("Type"),
        "the parameter type " + type,
        "expected one of String, Number, " + String.join(", ", LIST_TYPES));
  }

  private static void check(String name, String text, SourcePosition at, Properties declaration) {
    declaration
        .read("AllowedValues", Shapes::texts)
        .filter(allowed -> !allowed.contains(text))
        .ifPresent(allowed -> refuse(name, text, at, "one of " + allowed));
    declaration
        .read("AllowedPattern", Parameters::pattern)
        .filter(pattern -> !pattern.matcher(text).matches())
        .ifPresent(pattern -> refuse(name, text, at, "a text that matches " + pattern));
    declaration
        .read("MinLength", Shapes::integer)
        .filter(least -> text.length() < least)
        .ifPresent(least -> refuse(name, text, at, "at least " + least + " characters"));
    declaration
        .read("MaxLength", Shapes::integer)
        .filter(most -> text.length() > most)
        .ifPresent(most -> refuse(name, text, at, "at most " + most + " characters"));
    checkNumber(name, text, at, declaration);
  }

  private static void checkNumber(
      String name, String text, SourcePosition at, Properties declaration) {
    boolean number = declaration.read("Type", Shapes::text).filter("Number"::equals).isPresent();
    double value = number ? Shapes.number(new Value.Text(text, at)) : 0;
    declaration
        .read("MinValue", Shapes::number)
        .filter(least -> value < least)
        .ifPresent(least -> refuse(name, text, at, "a number of at least " + least));
    declaration
        .read("MaxValue", Shapes::number)
        .filter(most -> value > most)
        .ifPresent(most -> refuse(name, text, at, "a number of at most " + most));
  }

  private static Pattern pattern(Value value) {
    try {
      return Pattern.compile(Shapes.text(value));
    } catch (PatternSyntaxException notAPattern) {
      throw Refusal.expected(value, "a regular expression: " + notAPattern.getDescription());
    }
  }

  private static void refuse(String name, String text, SourcePosition at, String expected) {
    throw new Refusal(at, "the parameter " + name + " is '" + text + "'", "expected " + expected);
  }
}
