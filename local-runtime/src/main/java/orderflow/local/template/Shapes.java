package orderflow.local.template;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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

  /// A whole number within AWS's limits for the property.
  static Function<Value, Integer> between(int least, int most) {
    return value -> {
      int number = integer(value);
      if (number < least || number > most) {
        throw Refusal.expected(value, "a whole number from " + least + " to " + most);
      }
      return number;
    };
  }

  /// A text that is one of a few.
  static Function<Value, String> oneOf(String... allowed) {
    return value -> {
      String text = text(value);
      if (!List.of(allowed).contains(text)) {
        throw Refusal.expected(value, "one of " + String.join(", ", allowed));
      }
      return text;
    };
  }

  /// A text that has a form.
  static Function<Value, String> matching(String pattern, String described) {
    return value -> {
      String text = text(value);
      if (!text.matches(pattern)) {
        throw Refusal.expected(value, described);
      }
      return text;
    };
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
