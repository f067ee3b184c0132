package orderflow.local.template;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Turns YAML text into [Value]s. Nodes are composed, never constructed, so no tag can make an
/// object and every node keeps its position. Short intrinsics (`!Sub`) get their long name.
final class YamlReader {
  private final Path file;

  YamlReader(Path file) {
    this.file = file;
  }

  Value.Mapping read(String text) {
    refuseAliases(text);
    Node root = compose(text);
    if (root instanceof MappingNode mapping && value(mapping) instanceof Value.Mapping template) {
      return template;
    }
    throw new Refusal(
        new SourcePosition(file, 1, 1), "found no mapping", "expected a template with Resources");
  }

  private Node compose(String text) {
    try {
      Node root = yaml().compose(new StringReader(text));
      if (root == null) {
        throw new Refusal(
            new SourcePosition(file, 1, 1), "the file is empty", "expected a template");
      }
      return root;
    } catch (MarkedYAMLException syntax) {
      throw syntaxRefusal(syntax);
    }
  }

  /// CloudFormation User Guide, "CloudFormation template format": YAML aliases are not supported.
  private void refuseAliases(String text) {
    try {
      for (var event : yaml().parse(new StringReader(text))) {
        if (event instanceof AliasEvent alias) {
          throw new Refusal(
              position(alias.getStartMark()),
              "a YAML alias '*" + alias.getAnchor() + "'",
              "CloudFormation supports no aliases; write the value out");
        }
      }
    } catch (MarkedYAMLException syntax) {
      throw syntaxRefusal(syntax);
    }
  }

  private Refusal syntaxRefusal(MarkedYAMLException syntax) {
    Mark mark = syntax.getProblemMark();
    SourcePosition at = mark == null ? new SourcePosition(file, 1, 1) : position(mark);
    String context = syntax.getContext() == null ? "" : syntax.getContext() + ": ";
    return new Refusal(
        at, "not valid YAML", context + syntax.getProblem() + "; quote the value or mend the line");
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  private SourcePosition position(Mark mark) {
    return new SourcePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Value value(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? shortCall(tag.substring(1), node) : plain(node);
  }

  private Value plain(Node node) {
    SourcePosition at = position(node.getStartMark());
    return switch (node) {
      case ScalarNode scalar -> text(scalar, at);
      case SequenceNode sequence ->
          new Value.Sequence(sequence.getValue().stream().map(this::value).toList(), at);
      case MappingNode mapping -> mapping(mapping, at);
      default ->
          throw new Refusal(at, "a node of an unknown kind", "expected text, list or mapping");
    };
  }

  private Value text(ScalarNode scalar, SourcePosition at) {
    if (scalar.isPlain() && scalar.getTag().equals(Tag.NULL)) {
      throw new Refusal(
          at, "an empty value", "CloudFormation allows no null; remove the key or write the value");
    }
    return new Value.Text(scalar.getValue(), at);
  }

  private Value mapping(MappingNode node, SourcePosition at) {
    SequencedMap<String, Value.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      SourcePosition keyAt = position(tuple.getKeyNode().getStartMark());
      String key = key(tuple.getKeyNode(), keyAt);
      if (entries.containsKey(key)) {
        throw new Refusal(keyAt, "the key '" + key + "' a second time", "keep one of the two");
      }
      entries.put(key, new Value.Entry(keyAt, value(tuple.getValueNode())));
    }
    return call(entries, at);
  }

  private static String key(Node node, SourcePosition at) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.MERGE)) {
      return scalar.getValue();
    }
    throw new Refusal(at, "a key that is no plain text", "expected a name; `<<` is not supported");
  }

  private static Value call(SequencedMap<String, Value.Entry> entries, SourcePosition at) {
    if (entries.size() == 1) {
      String key = entries.firstEntry().getKey();
      if (key.equals("Ref") || key.startsWith("Fn::")) {
        return new Value.Call(key, entries.firstEntry().getValue().value(), at);
      }
    }
    return new Value.Mapping(entries, at);
  }

  private Value shortCall(String name, Node node) {
    SourcePosition at = position(node.getStartMark());
    Value argument = untagged(node, at);
    if (name.equals("GetAtt") && argument instanceof Value.Text text) {
      return new Value.Call("Fn::GetAtt", attribute(text), at);
    }
    boolean bare = name.equals("Ref") || name.equals("Condition");
    return new Value.Call(bare ? name : "Fn::" + name, argument, at);
  }

  /// The node of a short call without its tag: an empty scalar is a text here.
  private Value untagged(Node node, SourcePosition at) {
    return node instanceof ScalarNode scalar ? new Value.Text(scalar.getValue(), at) : plain(node);
  }

  private static Value attribute(Value.Text text) {
    int dot = text.text().indexOf('.');
    if (dot < 0) {
      throw Refusal.expected(text, "LogicalId.Attribute");
    }
    List<Value> parts = new ArrayList<>();
    parts.add(new Value.Text(text.text().substring(0, dot), text.at()));
    parts.add(new Value.Text(text.text().substring(dot + 1), text.at()));
    return new Value.Sequence(parts, text.at());
  }
}
