package orderflow.kit.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Fault;
import orderflow.kit.json.Json;

/// Reads members of an object, collects what is wrong with them and ignores members nobody asks
/// for: [orderflow.kit.json.Fields] refuses those, which is right for a client's body only.
final class MemberReader {
  private final Json.Obj object;
  private final String pointer;
  private final List<Fault> faults;

  private MemberReader(Json json, String pointer, List<Fault> faults) {
    this.pointer = pointer;
    this.faults = faults;
    if (json instanceof Json.Obj found) {
      this.object = found;
    } else {
      this.object = Json.object().build();
      faults.add(wrongType(pointer, "object", json));
    }
  }

  static MemberReader of(Json json) {
    return new MemberReader(json, "", new ArrayList<>());
  }

  /// The reader of an element; its faults are this reader's too.
  MemberReader inner(String name, int index, Json json) {
    return new MemberReader(json, pointer + "/" + name + "/" + index, faults);
  }

  Json.Obj object() {
    return object;
  }

  <T> Decoded<T> decoded(T value) {
    return faults.isEmpty() ? new Decoded.Valid<>(value) : new Decoded.Invalid<>(faults);
  }

  /// A value that is there whenever there is no fault.
  <T> Decoded<T> decoded(Optional<T> value) {
    return value.map(this::decoded).orElseGet(() -> new Decoded.Invalid<>(faults));
  }

  Optional<String> text(String name) {
    Optional<Json> json = member(name);
    if (json.isPresent() && json.get() instanceof Json.Str(String text)) {
      return Optional.of(text);
    }
    json.ifPresent(found -> faults.add(wrongType(at(name), "string", found)));
    return Optional.empty();
  }

  <T> Optional<T> required(String name, Function<String, Optional<T>> parser, String expected) {
    if (member(name).isEmpty()) {
      faults.add(new Fault(at(name), "required", "is missing"));
    }
    return parsed(name, parser, expected);
  }

  Optional<Instant> instant(String name) {
    return parsed(name, MemberReader::parseInstant, "a time such as 2026-01-31T12:00:00Z");
  }

  OptionalLong integer(String name, long min, long max) {
    Optional<Json> json = member(name);
    if (json.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!(json.get() instanceof Json.Num(String text))) {
      faults.add(wrongType(at(name), "integer", json.get()));
      return OptionalLong.empty();
    }
    OptionalLong value = parseLong(text);
    if (value.isEmpty() || value.getAsLong() < min || value.getAsLong() > max) {
      String detail = "must be a whole number from " + min + " to " + max;
      faults.add(new Fault(at(name), "out_of_range", detail));
      return OptionalLong.empty();
    }
    return value;
  }

  List<Json> elements(String name) {
    Optional<Json> json = member(name);
    if (json.isPresent() && json.get() instanceof Json.Arr(List<Json> elements)) {
      return elements;
    }
    json.ifPresent(found -> faults.add(wrongType(at(name), "array", found)));
    return List.of();
  }

  List<Json> requiredElements(String name) {
    if (member(name).isEmpty()) {
      faults.add(new Fault(at(name), "required", "is missing"));
    }
    return elements(name);
  }

  private <T> Optional<T> parsed(
      String name, Function<String, Optional<T>> parser, String expected) {
    Optional<String> text = text(name);
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      faults.add(new Fault(at(name), "wrong_form", "must be " + expected));
    }
    return value;
  }

  private Optional<Json> member(String name) {
    return object.get(name).filter(json -> !(json instanceof Json.Null));
  }

  private String at(String name) {
    return pointer + "/" + name;
  }

  private static Optional<Instant> parseInstant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong parseLong(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Fault wrongType(String pointer, String expected, Json found) {
    return new Fault(
        pointer, "wrong_type", "must be of type " + expected + ", found " + found.kind());
  }
}
