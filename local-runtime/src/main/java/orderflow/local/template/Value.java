package orderflow.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A node of a template with its position. A scalar stays the text that was written: CloudFormation
/// gives it a type only where a property asks for one, so `2010-09-09`, `OFF` and `012` are texts.
sealed interface Value {
  SourcePosition at();

  /// What the node is called in a message.
  String kind();

  record Text(String text, SourcePosition at) implements Value {
    @Override
    public String kind() {
      return "the text '" + text + "'";
    }
  }

  record Sequence(List<Value> items, SourcePosition at) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record Mapping(SequencedMap<String, Entry> entries, SourcePosition at) implements Value {
    public Mapping {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    static Mapping empty(SourcePosition at) {
      return new Mapping(new LinkedHashMap<>(Map.of()), at);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /// A member of a mapping; the key has its own position.
  record Entry(SourcePosition keyAt, Value value) {}

  /// An intrinsic function in its long name, for example `Fn::Sub`.
  record Call(String function, Value argument, SourcePosition at) implements Value {
    @Override
    public String kind() {
      return "the function " + function;
    }
  }

  /// `AWS::NoValue`: the property counts as not written.
  record NoValue(SourcePosition at) implements Value {
    @Override
    public String kind() {
      return "AWS::NoValue";
    }
  }
}
