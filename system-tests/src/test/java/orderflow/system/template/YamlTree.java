package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// YAML as a JSON tree. CloudFormation's short tags become their long form (`!Ref A` is `{"Ref":
/// "A"}`, `!GetAtt A.B` is `{"Fn::GetAtt": ["A", "B"]}`), and dates stay text.
public final class YamlTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlTree() {}

  public static JsonNode parse(String yaml) {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    Yaml parser =
        new Yaml(
            new Tagged(loading), new Representer(dumping), dumping, loading, new PlainResolver());
    return JSON.valueToTree(parser.load(yaml));
  }

  private static final class Tagged extends SafeConstructor {
    Tagged(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new LongForm());
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> constructScalar(scalar);
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalArgumentException("unexpected node " + node);
      };
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String tag = node.getTag().getValue().substring(1);
        Object value = value(node);
        return switch (tag) {
          case "Ref", "Condition" -> Map.of(tag, value);
          case "GetAtt" -> Map.of("Fn::GetAtt", attribute(value));
          default -> Map.of("Fn::" + tag, value);
        };
      }

      private static Object attribute(Object value) {
        return value instanceof String text ? List.of(text.split("\\.", 2)) : value;
      }
    }
  }

  /// Only what CloudFormation gives a type gets one: no dates, no `OFF` as boolean, no octal.
  private static final class PlainResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|false)$"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:null|~)$"), "n~");
      addImplicitResolver(Tag.MERGE, Pattern.compile("^<<$"), "<");
    }
  }
}
