package orderflow.kit.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import orderflow.kit.json.Fault;

/// The query parameters of a request while they are decoded. All are optional; every fault is
/// collected, and a parameter nobody asked for is a fault that lists the allowed ones.
public final class Query {
  private final Map<String, String> parameters;
  private final Set<String> known = new TreeSet<>();
  private final List<Fault> faults = new ArrayList<>();

  private Query(Map<String, String> parameters) {
    this.parameters = new LinkedHashMap<>(parameters);
  }

  /// Decodes the query. The supplier runs only when no parameter has a fault.
  public static <T> Input<T> read(HttpRequest request, Function<Query, Supplier<T>> shape) {
    Query query = new Query(request.query());
    Supplier<T> value = shape.apply(query);
    query.refuseUnknown();
    return query.faults.isEmpty()
        ? Input.given(value.get())
        : Input.refused(Problem.invalidInput(query.faults));
  }

  public Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(parameters.get(name));
  }

  public Optional<Integer> integer(String name, int min, int max) {
    String expected = "must be a whole number from " + min + " to " + max;
    return parsed(
        name,
        expected,
        text -> {
          int value = Integer.parseInt(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException(expected);
          }
          return value;
        });
  }

  /// A time in RFC 3339, UTC.
  public Optional<Instant> instant(String name) {
    return parsed(name, "must be a time such as 2026-01-31T09:30:00Z", Instant::parse);
  }

  /// A day, in UTC.
  public Optional<LocalDate> date(String name) {
    return parsed(name, "must be a day such as 2026-01-31", LocalDate::parse);
  }

  /// A text of a form.
  ///
  /// @param expected what the form is, for people
  public Optional<String> matching(String name, Pattern form, String expected) {
    return parsed(
        name,
        expected,
        text -> {
          if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  /// Adds a fault that takes more than one parameter to see.
  public void fault(String name, String detail) {
    faults.add(new Fault(name, "invalid_parameter", detail));
  }

  /// One of the words.
  public Optional<String> oneOf(String name, Set<String> words) {
    return parsed(
        name,
        "must be one of " + String.join(", ", new TreeSet<>(words)),
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  private <T> Optional<T> parsed(String name, String expected, Function<String, T> parser) {
    return text(name)
        .flatMap(text -> {
          try {
            return Optional.of(parser.apply(text));
          } catch (IllegalArgumentException | DateTimeException e) {
            faults.add(new Fault(name, "invalid_parameter", expected));
            return Optional.empty();
          }
        });
  }

  private void refuseUnknown() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        String allowed =
            known.isEmpty() ? "none is allowed here" : "allowed: " + String.join(", ", known);
        faults.add(new Fault(name, "unknown_parameter", allowed));
      }
    }
  }
}
