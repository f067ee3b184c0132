package orderflow.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The section `Globals`. AWS SAM Developer Guide, "Globals section of the AWS SAM template": maps
/// are merged, lists are added, everything else is replaced by the resource's own.
final class Globals {
  private final Value.Mapping section;

  Globals(Value.Mapping section, Findings findings) {
    this.section = section;
    section
        .entries()
        .forEach((name, entry) -> {
          if (!List.of("Function", "HttpApi").contains(name)) {
            findings.refuse(entry.keyAt(), "Globals of " + name, "expected Function, HttpApi");
          }
        });
  }

  Value.Mapping function() {
    return of("Function");
  }

  Value.Mapping httpApi() {
    return of("HttpApi");
  }

  private Value.Mapping of(String name) {
    Value.Entry entry = section.entries().get(name);
    return entry == null ? Value.Mapping.empty(section.at()) : Shapes.mapping(entry.value());
  }

  static Value.Mapping merge(Value.Mapping globals, Value.Mapping own) {
    SequencedMap<String, Value.Entry> merged = new LinkedHashMap<>(globals.entries());
    own.entries().forEach((name, entry) -> merged.merge(name, entry, Globals::merge));
    return new Value.Mapping(merged, own.at());
  }

  private static Value.Entry merge(Value.Entry global, Value.Entry own) {
    if (global.value() instanceof Value.Mapping first
        && own.value() instanceof Value.Mapping second) {
      return new Value.Entry(own.keyAt(), merge(first, second));
    }
    if (global.value() instanceof Value.Sequence first
        && own.value() instanceof Value.Sequence second) {
      List<Value> items = new ArrayList<>(first.items());
      items.addAll(second.items());
      return new Value.Entry(own.keyAt(), new Value.Sequence(items, second.at()));
    }
    return own;
  }
}
