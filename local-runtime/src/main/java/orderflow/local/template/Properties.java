package orderflow.local.template;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The properties of one resource, or of one mapping inside it. Remembers what was asked for, so
/// that [#finish] can refuse whatever nobody read.
final class Properties {
  private final String owner;
  private final Value.Mapping mapping;
  private final Set<String> known = new HashSet<>();

  /// @param owner what the mapping is called in messages, for example `AWS::DynamoDB::Table`
  Properties(String owner, Value.Mapping mapping) {
    this.owner = owner;
    this.mapping = mapping;
  }

  SourcePosition at() {
    return mapping.at();
  }

  Optional<Value> value(String name) {
    known.add(name);
    return Optional.ofNullable(mapping.entries().get(name)).map(Value.Entry::value);
  }

  <T> Optional<T> read(String name, Function<Value, T> shape) {
    return value(name).map(shape);
  }

  <T> T required(String name, Function<Value, T> shape) {
    return read(name, shape)
        .orElseThrow(() ->
            new Refusal(
                mapping.at(), owner + " without " + name, "the property is required; add it"));
  }

  Optional<Properties> nested(String name) {
    return read(name, value -> new Properties(owner + " " + name, Shapes.mapping(value)));
  }

  /// Properties that describe only and change nothing anywhere.
  Properties neutral(String... names) {
    known.addAll(List.of(names));
    return this;
  }

  /// Properties that make no difference on this machine.
  Properties report(Findings findings, String why, String... names) {
    for (String name : names) {
      value(name)
          .ifPresent(value -> findings.report(keyAt(name), owner + " property " + name, why));
    }
    return this;
  }

  /// Refuses every property that nobody read.
  void finish(Findings findings) {
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!known.contains(name)) {
            findings.refuse(entry.keyAt(), unknown(name), "remove it; known here: " + names());
          }
        });
  }

  SourcePosition keyAt(String name) {
    Value.Entry entry = mapping.entries().get(name);
    return entry == null ? mapping.at() : entry.keyAt();
  }

  private String unknown(String name) {
    return "%s property %s, which this platform does not know".formatted(owner, name);
  }

  private String names() {
    return String.join(", ", known.stream().sorted().toList());
  }
}
