package orderflow.local.template;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// The declared resources whose condition holds, and what `Ref` and `GetAtt` to them give. Names
/// are resolved when they are asked for, because a name may itself refer to a parameter or a
/// resource.
final class Resources {
  private static final String FUNCTION = "AWS::Serverless::Function";

  private final SequencedMap<String, Declaration> declared = new LinkedHashMap<>();
  private final Set<String> conditionedAway = new HashSet<>();
  private final Set<String> beingNamed = new HashSet<>();

  /// One entry of the section `Resources`.
  record Declaration(String logicalId, String type, Value.Mapping body, SourcePosition at) {
    Optional<Value.Mapping> properties() {
      return Optional.ofNullable(body.entries().get("Properties"))
          .map(entry -> Shapes.mapping(entry.value()));
    }

    Optional<Value> property(String name) {
      return properties().map(properties -> properties.entries().get(name)).map(Value.Entry::value);
    }
  }

  Resources(Value.Mapping section, Predicate<Value> condition, Findings findings) {
    section.entries().forEach((id, entry) -> findings.guard(() -> declare(id, entry, condition)));
  }

  private void declare(String id, Value.Entry entry, Predicate<Value> condition) {
    Value.Mapping body = Shapes.mapping(entry.value());
    Value.Entry type = body.entries().get("Type");
    if (type == null) {
      throw new Refusal(entry.keyAt(), "the resource " + id + " without Type", "add its Type");
    }
    Value.Entry when = body.entries().get("Condition");
    if (when == null || condition.test(when.value())) {
      declared.put(id, new Declaration(id, Shapes.text(type.value()), body, entry.keyAt()));
    } else {
      conditionedAway.add(id);
    }
  }

  Map<String, Declaration> declared() {
    return declared;
  }

  boolean knows(String logicalId) {
    return declared.containsKey(logicalId) || conditionedAway.contains(logicalId);
  }

  /// The value of `Ref`; `Function.Alias` and `Function.Version` are SAM's references to what
  /// `AutoPublishAlias` makes.
  String ref(String target, SourcePosition at, Intrinsics intrinsics) {
    int dot = target.indexOf('.');
    if (dot > 0) {
      return attribute(target.substring(0, dot), target.substring(dot + 1), at, intrinsics);
    }
    Declaration resource = find(target, at);
    return References.ref(resource.type(), target, name(resource, intrinsics));
  }

  String attribute(String id, String attribute, SourcePosition at, Intrinsics intrinsics) {
    Declaration resource = find(id, at);
    String name = name(resource, intrinsics);
    if (resource.type().equals(FUNCTION) && attribute.equals("Alias")) {
      return alias(resource, name, at, intrinsics);
    }
    return References.attribute(resource.type(), id, name, attribute)
        .orElseThrow(() ->
            new Refusal(
                at,
                "the attribute %s of %s (%s)".formatted(attribute, id, resource.type()),
                "this platform gives no such attribute; use Arn or Ref"));
  }

  String name(Declaration resource, Intrinsics intrinsics) {
    return References.nameProperty(resource.type())
        .flatMap(resource::property)
        .map(value -> namedOnce(resource, value, intrinsics))
        .orElseGet(() -> generatedName(resource));
  }

  private static String generatedName(Declaration resource) {
    return References.generatedName(resource.type(), resource.logicalId());
  }

  private String namedOnce(Declaration resource, Value value, Intrinsics intrinsics) {
    if (!beingNamed.add(resource.logicalId())) {
      throw new Refusal(
          resource.at(),
          "the name of " + resource.logicalId() + " refers to itself",
          "break the circle of Ref, GetAtt and Sub");
    }
    try {
      Value name = intrinsics.resolve(value);
      return name instanceof Value.NoValue ? generatedName(resource) : Shapes.text(name);
    } finally {
      beingNamed.remove(resource.logicalId());
    }
  }

  private static String alias(
      Declaration resource, String name, SourcePosition at, Intrinsics intrinsics) {
    Value alias =
        intrinsics
            .functionProperty(resource, "AutoPublishAlias")
            .orElseThrow(() ->
                new Refusal(
                    at,
                    resource.logicalId() + ".Alias",
                    "the function has no AutoPublishAlias; add it or refer to the function"));
    return References.arn("lambda", "function:" + name + ":" + Shapes.text(alias));
  }

  private Declaration find(String id, SourcePosition at) {
    Declaration resource = declared.get(id);
    if (resource != null) {
      return resource;
    }
    String why =
        conditionedAway.contains(id)
            ? "its condition does not hold; use Fn::If around the reference"
            : "expected a parameter, a resource or a pseudo parameter; check the spelling";
    throw new Refusal(at, "a reference to " + id, why);
  }
}
