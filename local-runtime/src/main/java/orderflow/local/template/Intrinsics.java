package orderflow.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Evaluates intrinsic functions as the CloudFormation reference, "Intrinsic functions", describes
/// them. A function that is not known is refused, never passed on.
final class Intrinsics {
  private final Map<String, Value> parameters;
  private final Value.Mapping mappings;
  private final Predicate<Value> conditions;
  private final Resources resources;
  private final Value.Mapping functionGlobals;

  Intrinsics(
      Map<String, Value> parameters,
      Value.Mapping mappings,
      Predicate<Value> conditions,
      Resources resources,
      Value.Mapping functionGlobals) {
    this.parameters = Map.copyOf(parameters);
    this.mappings = mappings;
    this.conditions = conditions;
    this.resources = resources;
    this.functionGlobals = functionGlobals;
  }

  /// The value without any call in it; members that resolve to `AWS::NoValue` are left out.
  Value resolve(Value value) {
    return switch (value) {
      case Value.Text text -> text;
      case Value.NoValue nothing -> nothing;
      case Value.Sequence sequence -> new Value.Sequence(present(sequence.items()), sequence.at());
      case Value.Mapping mapping -> members(mapping);
      case Value.Call call -> call(call);
    };
  }

  /// A function's property, its own or the one of Globals.
  Optional<Value> functionProperty(Resources.Declaration function, String name) {
    return function
        .property(name)
        .or(() -> Optional.ofNullable(functionGlobals.entries().get(name)).map(Value.Entry::value))
        .map(this::resolve)
        .filter(value -> !(value instanceof Value.NoValue));
  }

  private List<Value> present(List<Value> items) {
    return items.stream()
        .map(this::resolve)
        .filter(item -> !(item instanceof Value.NoValue))
        .toList();
  }

  private Value members(Value.Mapping mapping) {
    SequencedMap<String, Value.Entry> members = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, entry) -> {
          Value value = resolve(entry.value());
          if (!(value instanceof Value.NoValue)) {
            members.put(name, new Value.Entry(entry.keyAt(), value));
          }
        });
    return new Value.Mapping(members, mapping.at());
  }

  private Value call(Value.Call call) {
    return switch (call.function()) {
      case "Ref" -> reference(Shapes.text(call.argument()), call.at());
      case "Fn::GetAtt" -> text(attribute(call), call);
      case "Fn::Sub" -> text(substitute(call), call);
      case "Fn::Join" -> text(join(call), call);
      case "Fn::Select" -> select(call);
      case "Fn::Split" -> split(call);
      case "Fn::FindInMap" -> find(call);
      case "Fn::If" -> choose(call);
      case "Fn::Base64" -> text(base64(Shapes.text(resolve(call.argument()))), call);
      default ->
          throw new Refusal(
              call.at(),
              "the function " + call.function(),
              "not supported here; write the value, or use Ref, GetAtt, Sub, Join, Select, Split,"
                  + " FindInMap, If or Base64");
    };
  }

  private static Value text(String text, Value.Call call) {
    return new Value.Text(text, call.at());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Value reference(String name, SourcePosition at) {
    if (name.equals("AWS::NoValue")) {
      return new Value.NoValue(at);
    }
    String pseudo = References.PSEUDO_PARAMETERS.get(name);
    if (pseudo != null) {
      return new Value.Text(pseudo, at);
    }
    Value parameter = parameters.get(name);
    return parameter != null ? parameter : new Value.Text(resources.ref(name, at, this), at);
  }

  private String attribute(Value.Call call) {
    List<Value> parts = arguments(call, 2, 2);
    String attribute = Shapes.text(resolve(parts.getLast()));
    return resources.attribute(Shapes.text(parts.getFirst()), attribute, call.at(), this);
  }

  private String substitute(Value.Call call) {
    if (call.argument() instanceof Value.Sequence) {
      List<Value> parts = arguments(call, 2, 2);
      Map<String, String> variables = new LinkedHashMap<>();
      Shapes.mapping(parts.getLast())
          .entries()
          .forEach((name, entry) -> variables.put(name, Shapes.text(resolve(entry.value()))));
      return substitute(Shapes.text(parts.getFirst()), variables, call.at());
    }
    return substitute(Shapes.text(call.argument()), Map.of(), call.at());
  }

  private String substitute(String text, Map<String, String> variables, SourcePosition at) {
    return Placeholders.replace(
        text,
        name -> {
          String variable = variables.get(name);
          return variable != null ? variable : Shapes.text(reference(name, at));
        });
  }

  private String join(Value.Call call) {
    List<Value> parts = arguments(call, 2, 2);
    return Shapes.items(resolve(parts.getLast())).stream()
        .map(Shapes::text)
        .collect(Collectors.joining(Shapes.text(parts.getFirst())));
  }

  private Value select(Value.Call call) {
    List<Value> parts = arguments(call, 2, 2);
    Value index = resolve(parts.getFirst());
    List<Value> items = Shapes.items(resolve(parts.getLast()));
    int at = Shapes.integer(index);
    if (at < 0 || at >= items.size()) {
      throw Refusal.expected(index, "an index from 0 to " + (items.size() - 1));
    }
    return items.get(at);
  }

  private Value split(Value.Call call) {
    List<Value> parts = arguments(call, 2, 2);
    String delimiter = Shapes.text(parts.getFirst());
    String text = Shapes.text(resolve(parts.getLast()));
    return new Value.Sequence(
        Arrays.stream(text.split(Pattern.quote(delimiter), -1))
            .map(part -> (Value) new Value.Text(part, call.at()))
            .toList(),
        call.at());
  }

  private Value find(Value.Call call) {
    Value found = mappings;
    for (Value part : arguments(call, 3, 3)) {
      Value key = resolve(part);
      Value.Entry entry = Shapes.mapping(found).entries().get(Shapes.text(key));
      if (entry == null) {
        throw new Refusal(
            key.at(), "found " + key.kind(), "expected one of " + keys(Shapes.mapping(found)));
      }
      found = entry.value();
    }
    return found;
  }

  private static String keys(Value.Mapping mapping) {
    return String.join(", ", mapping.entries().keySet());
  }

  private Value choose(Value.Call call) {
    List<Value> parts = arguments(call, 3, 3);
    return resolve(parts.get(conditions.test(parts.getFirst()) ? 1 : 2));
  }

  static List<Value> arguments(Value.Call call, int least, int most) {
    List<Value> arguments = Shapes.items(call.argument());
    if (arguments.size() < least || arguments.size() > most) {
      String count = least == most ? String.valueOf(least) : least + " to " + most;
      throw new Refusal(
          call.at(),
          call.function() + " with " + arguments.size() + " arguments",
          "expected " + count);
    }
    return arguments;
  }
}
