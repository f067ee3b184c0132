package orderflow.kit.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.model.Money;

/// A JSON value (RFC 8259). Objects keep the order of their members; numbers keep their text, so
/// that nothing is rounded before somebody decides what the number means.
public sealed interface Json {

  /// The name a person would use for this kind of value in an error message.
  String kind();

  static Str of(String value) {
    return new Str(value);
  }

  static Num of(long value) {
    return new Num(Long.toString(value));
  }

  static Bool of(boolean value) {
    return new Bool(value);
  }

  static Arr of(List<? extends Json> elements) {
    return new Arr(List.copyOf(elements));
  }

  static Arr texts(List<String> values) {
    return new Arr(values.stream().<Json>map(Str::new).toList());
  }

  /// The contract's money: `{"amount": minor units, "currency": ISO 4217}`.
  static Obj of(Money money) {
    return object().with("amount", money.amount()).with("currency", money.currency()).build();
  }

  static Builder object() {
    return new Builder();
  }

  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<Json> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    @Override
    public String kind() {
      return "object";
    }
  }

  record Arr(List<Json> elements) implements Json {
    public Arr {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "array";
    }
  }

  record Str(String value) implements Json {
    @Override
    public String kind() {
      return "string";
    }
  }

  /// A number.
  ///
  /// @param text the number exactly as it was written
  record Num(String text) implements Json {
    @Override
    public String kind() {
      return "number";
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public String kind() {
      return "boolean";
    }
  }

  record Null() implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }

  /// Builds an object member by member; a member set twice keeps the later value.
  final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder with(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Builder with(String name, String value) {
      return with(name, new Str(value));
    }

    public Builder with(String name, long value) {
      return with(name, Json.of(value));
    }

    public Builder with(String name, boolean value) {
      return with(name, new Bool(value));
    }

    public Builder with(String name, Money value) {
      return with(name, Json.of(value));
    }

    /// Leaves the member out when there is no value.
    public Builder withOptional(String name, Optional<String> value) {
      value.ifPresent(text -> with(name, text));
      return this;
    }

    /// One element for each item, in order.
    public <T> Builder withEach(
        String name, List<T> items, java.util.function.Function<T, ? extends Json> view) {
      List<Json> elements = new ArrayList<>(items.size());
      items.forEach(item -> elements.add(view.apply(item)));
      return with(name, new Arr(elements));
    }

    public Obj build() {
      return new Obj(members);
    }
  }
}
