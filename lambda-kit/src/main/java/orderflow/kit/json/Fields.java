package orderflow.kit.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import orderflow.model.Money;

/// The members of one object while it is decoded. Every fault is collected with its JSON pointer; a
/// member nobody asked for is a fault too.
public final class Fields {
  /// Largest integer that every JSON reader keeps exact (RFC 8259 §6).
  public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final Json.Obj object;
  private final String pointer;
  private final List<Fault> faults;
  private final Set<String> known = new HashSet<>();

  private Fields(Json.Obj object, String pointer, List<Fault> faults) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
  }

  /// Decodes a body. The supplier of the shape runs only if there is no fault at all.
  public static <T> Decoded<T> decode(Json body, Shape<T> shape) {
    List<Fault> faults = new ArrayList<>();
    Optional<Supplier<T>> value = decode(body, "", shape, faults);
    return faults.isEmpty()
        ? new Decoded.Valid<>(value.orElseThrow().get())
        : new Decoded.Invalid<>(faults);
  }

  private static <T> Optional<Supplier<T>> decode(
      Json json, String pointer, Shape<T> shape, List<Fault> faults) {
    if (!(json instanceof Json.Obj object)) {
      faults.add(wrongType(pointer, "object", json));
      return Optional.empty();
    }
    Fields fields = new Fields(object, pointer, faults);
    Supplier<T> value = shape.declare(fields);
    fields.refuseUnknown();
    return Optional.of(value);
  }

  public Field<String> text(String name, Text rule) {
    return required(name, json -> textOf(pointerTo(name), json, rule));
  }

  public Field<String> optionalText(String name, Text rule) {
    return optional(name, json -> textOf(pointerTo(name), json, rule));
  }

  /// An array of `min` to `max` texts.
  public Field<List<String>> texts(String name, int min, int max, Text rule) {
    return required(name, json -> textsOf(name, json, min, max, rule));
  }

  /// An array of `min` to `max` texts, or none at all.
  public Field<List<String>> optionalTexts(String name, int min, int max, Text rule) {
    return optional(name, json -> textsOf(name, json, min, max, rule));
  }

  /// A whole number from `min` to `max`; `1.0` and `1e3` are refused.
  public Field<Long> integer(String name, long min, long max) {
    return required(name, json -> integerOf(name, json, min, max));
  }

  public Field<Long> optionalInteger(String name, long min, long max) {
    return optional(name, json -> integerOf(name, json, min, max));
  }

  public Field<Boolean> bool(String name) {
    return required(name, json -> boolOf(name, json));
  }

  public Field<Boolean> optionalBool(String name) {
    return optional(name, json -> boolOf(name, json));
  }

  /// `{"amount": minor units from min to 2^53-1, "currency": ISO 4217}`.
  public Field<Money> money(String name, long min) {
    return object(name, moneyOf(min));
  }

  public Field<Money> optionalMoney(String name, long min) {
    return optionalObject(name, moneyOf(min));
  }

  private static Shape<Money> moneyOf(long min) {
    return fields -> {
      Field<Long> amount = fields.integer("amount", min, MAX_SAFE_INTEGER);
      Field<String> currency =
          fields.text("currency", Text.matching("[A-Z]{3}", 3, "an ISO 4217 code, e.g. EUR"));
      return () -> new Money(amount.get(), currency.get());
    };
  }

  public <T> Field<T> object(String name, Shape<T> shape) {
    return required(name, json -> decode(json, pointerTo(name), shape, faults));
  }

  public <T> Field<T> optionalObject(String name, Shape<T> shape) {
    return optional(name, json -> decode(json, pointerTo(name), shape, faults));
  }

  /// An array of `min` to `max` objects.
  public <T> Field<List<T>> objects(String name, int min, int max, Shape<T> shape) {
    return required(name, json -> objectsOf(name, json, min, max, shape));
  }

  /// An array of `min` to `max` objects, or none at all.
  public <T> Field<List<T>> optionalObjects(String name, int min, int max, Shape<T> shape) {
    return optional(name, json -> objectsOf(name, json, min, max, shape));
  }

  /// Whether a member is there at all, `null` included: for bodies in which `null` takes a value
  /// away (RFC 7396).
  public boolean has(String name) {
    return object.get(name).isPresent();
  }

  /// Whether a member is there and `null`.
  public boolean isNull(String name) {
    return object.get(name).orElse(Json.of(false)) instanceof Json.Null;
  }

  /// A fault the caller found itself, for a rule that spans members.
  public void fault(String name, String code, String detail) {
    faults.add(new Fault(pointerTo(name), code, detail));
  }

  private <T> Field<T> required(String name, Function<Json, Optional<Supplier<T>>> decoder) {
    known.add(name);
    Optional<Json> json = object.get(name);
    if (json.isEmpty()) {
      fault(name, "required", "is missing");
      return new Field<>(Optional.empty());
    }
    return new Field<>(decoder.apply(json.get()));
  }

  /// `null` counts as absent, as most clients write it for "no value".
  private <T> Field<T> optional(String name, Function<Json, Optional<Supplier<T>>> decoder) {
    known.add(name);
    return new Field<>(
        object.get(name).filter(json -> !(json instanceof Json.Null)).flatMap(decoder));
  }

  private Optional<Supplier<String>> textOf(String at, Json json, Text rule) {
    if (!(json instanceof Json.Str(String text))) {
      faults.add(wrongType(at, "string", json));
      return Optional.empty();
    }
    Optional<String[]> fault = rule.faultOf(text);
    fault.ifPresent(found -> faults.add(new Fault(at, found[0], found[1])));
    return fault.isPresent() ? Optional.empty() : Optional.of(() -> text);
  }

  private Optional<Supplier<List<String>>> textsOf(
      String name, Json json, int min, int max, Text rule) {
    if (!(json instanceof Json.Arr(List<Json> elements))) {
      faults.add(wrongType(pointerTo(name), "array", json));
      return Optional.empty();
    }
    if (elements.size() < min || elements.size() > max) {
      fault(name, "wrong_length", "must have %d to %d elements".formatted(min, max));
      return Optional.empty();
    }
    List<Supplier<String>> values = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      textOf(pointerTo(name) + "/" + i, elements.get(i), rule).ifPresent(values::add);
    }
    return Optional.of(() -> values.stream().map(Supplier::get).toList());
  }

  private Optional<Supplier<Long>> integerOf(String name, Json json, long min, long max) {
    if (!(json instanceof Json.Num(String text))) {
      faults.add(wrongType(pointerTo(name), "integer", json));
      return Optional.empty();
    }
    Optional<Long> value = wholeNumber(text);
    if (value.isEmpty() || value.get() < min || value.get() > max) {
      fault(name, "out_of_range", "must be a whole number from " + min + " to " + max);
      return Optional.empty();
    }
    return Optional.of(value::get);
  }

  private Optional<Supplier<Boolean>> boolOf(String name, Json json) {
    if (!(json instanceof Json.Bool(boolean value))) {
      faults.add(wrongType(pointerTo(name), "boolean", json));
      return Optional.empty();
    }
    return Optional.of(() -> value);
  }

  private <T> Optional<Supplier<List<T>>> objectsOf(
      String name, Json json, int min, int max, Shape<T> shape) {
    if (!(json instanceof Json.Arr(List<Json> elements))) {
      faults.add(wrongType(pointerTo(name), "array", json));
      return Optional.empty();
    }
    if (elements.size() < min || elements.size() > max) {
      fault(name, "wrong_length", "must have %d to %d elements".formatted(min, max));
      return Optional.empty();
    }
    List<Supplier<T>> values = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      decode(elements.get(i), pointerTo(name) + "/" + i, shape, faults).ifPresent(values::add);
    }
    return Optional.of(() -> values.stream().map(Supplier::get).toList());
  }

  private void refuseUnknown() {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        fault(name, "unknown_member", "is not a member of this object");
      }
    }
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static Optional<Long> wholeNumber(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Fault wrongType(String pointer, String expected, Json found) {
    return new Fault(
        pointer, "wrong_type", "must be of type " + expected + ", found " + found.kind());
  }
}
