package orderflow.local.template;

import java.util.List;
import java.util.Locale;

/// Reads a resolved [Value] as the type a property asks for.
final class Shapes {
  private Shapes() {}

  static String text(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw Refusal.expected(value, "a text");
  }

  static Value.Mapping mapping(Value value) {
    if (value instanceof Value.Mapping mapping) {
      return mapping;
    }
    throw Refusal.expected(value, "a mapping");
  }

  static List<Value> items(Value value) {
    if (value instanceof Value.Sequence sequence) {
      return sequence.items();
    }
    throw Refusal.expected(value, "a list");
  }

  /// A list, or one value that stands for a list of one.
  static List<Value> itemsOrOne(Value value) {
    return value instanceof Value.Sequence sequence ? sequence.items() : List.of(value);
  }

  static List<String> texts(Value value) {
    return itemsOrOne(value).stream().map(Shapes::text).toList();
  }

  static int integer(Value value) {
    try {
      return Integer.parseInt(text(value));
    } catch (NumberFormatException notANumber) {
      throw Refusal.expected(value, "a whole number");
    }
  }

  static double number(Value value) {
    try {
      return Double.parseDouble(text(value));
    } catch (NumberFormatException notANumber) {
      throw Refusal.expected(value, "a number");
    }
  }

  static boolean bool(Value value) {
    return switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.expected(value, "true or false");
    };
  }
}
