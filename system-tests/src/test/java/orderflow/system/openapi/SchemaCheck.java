package orderflow.system.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Compares JSON values with the schemas of `api/openapi.yaml`. Knows the keywords that document
/// uses; an unknown one is an error, so that nothing passes because it was not looked at.
public final class SchemaCheck {
  private static final Set<String> NOTES =
      Set.of("description", "examples", "default", "format", "title");

  /// The other keywords are about values of some other type.
  private static final Set<String> FOR_NULL = Set.of("$ref", "type", "enum", "const");

  private final JsonNode root;

  SchemaCheck(OpenApiDocument document) {
    this.root = document.root();
  }

  /// Against the document of the project.
  public static SchemaCheck ofProject() {
    return new SchemaCheck(OpenApiDocument.ofProject());
  }

  /// What is wrong with a value, one line a fault; empty when nothing is.
  ///
  /// @param schema its name below `components/schemas`
  public List<String> faults(String schema, JsonNode value) {
    return faults(root.at("/components/schemas/" + schema), value, "");
  }

  /// What is wrong with the JSON body of an answer, by what the document says of its route.
  ///
  /// @param route as API Gateway names it, for instance `GET /v1/orders`
  /// @throws IllegalArgumentException if the document has no schema for it
  public List<String> faults(String route, int status, JsonNode body) {
    int space = route.indexOf(' ');
    JsonNode answer =
        followed(
            root.path("paths")
                .path(route.substring(space + 1))
                .path(route.substring(0, space).toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status)));
    JsonNode schema = answer.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException("no schema of status " + status + " for " + route);
    }
    return faults(schema, body, "");
  }

  private JsonNode followed(JsonNode node) {
    return node.has("$ref") ? target(node.path("$ref")) : node;
  }

  List<String> faults(JsonNode schema, JsonNode value, String at) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rule : schema.properties()) {
      boolean says = !value.isNull() || FOR_NULL.contains(rule.getKey());
      if (says && !NOTES.contains(rule.getKey())) {
        apply(rule.getKey(), rule.getValue(), schema, new Value(value, at, faults));
      }
    }
    return faults;
  }

  private record Value(JsonNode node, String at, List<String> faults) {
    void need(boolean holds, String expected) {
      if (!holds) {
        faults.add((at.isEmpty() ? "/" : at) + ": found " + node + ", expected " + expected);
      }
    }
  }

  private void apply(String keyword, JsonNode rule, JsonNode schema, Value value) {
    JsonNode node = value.node();
    switch (keyword) {
      case "$ref" -> value.faults().addAll(faults(target(rule), node, value.at()));
      case "type" -> value.need(isOfType(rule, node), "type " + rule);
      case "enum" -> value.need(contains(rule, node), "one of " + rule);
      case "const" -> value.need(rule.equals(node), rule.toString());
      case "pattern" ->
          value.need(Pattern.compile(rule.asText()).matcher(node.asText()).find(), rule.asText());
      case "minLength" -> value.need(length(node) >= rule.asInt(), "length from " + rule);
      case "maxLength" -> value.need(length(node) <= rule.asInt(), "length to " + rule);
      case "minimum" -> value.need(node.asLong() >= rule.asLong(), "at least " + rule);
      case "maximum" -> value.need(node.asLong() <= rule.asLong(), "at most " + rule);
      case "minItems" -> value.need(node.size() >= rule.asInt(), "at least " + rule + " items");
      case "maxItems" -> value.need(node.size() <= rule.asInt(), "at most " + rule + " items");
      case "minProperties" -> value.need(node.size() >= rule.asInt(), rule + " members or more");
      case "maxProperties" -> value.need(node.size() <= rule.asInt(), rule + " members or fewer");
      case "required" -> rule.forEach(name -> value.need(node.has(name.asText()), name + ""));
      case "properties" -> members(rule, value);
      case "additionalProperties" -> closed(schema, rule, value);
      case "items" -> items(rule, value);
      default -> throw new IllegalArgumentException("unknown keyword " + keyword);
    }
  }

  private JsonNode target(JsonNode ref) {
    return root.at(ref.asText().substring(1));
  }

  private void members(JsonNode schemas, Value value) {
    schemas
        .properties()
        .forEach(entry -> {
          JsonNode member = value.node().path(entry.getKey());
          if (!member.isMissingNode()) {
            String at = value.at() + "/" + entry.getKey();
            value.faults().addAll(faults(entry.getValue(), member, at));
          }
        });
  }

  private static void closed(JsonNode schema, JsonNode allowed, Value value) {
    for (Map.Entry<String, JsonNode> member : value.node().properties()) {
      boolean known = schema.path("properties").has(member.getKey());
      boolean open = allowed.asBoolean() || allowed.isObject();
      value.need(known || open, "no member " + member.getKey());
    }
  }

  private void items(JsonNode schema, Value value) {
    for (int i = 0; i < value.node().size(); i++) {
      value.faults().addAll(faults(schema, value.node().path(i), value.at() + "/" + i));
    }
  }

  private static boolean isOfType(JsonNode types, JsonNode node) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isOfType(type, node)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "string" -> node.isTextual();
      case "integer" -> node.isIntegralNumber();
      case "boolean" -> node.isBoolean();
      case "null" -> node.isNull();
      default -> throw new IllegalArgumentException("unknown type " + types);
    };
  }

  private static boolean contains(JsonNode values, JsonNode node) {
    for (JsonNode value : values) {
      if (value.equals(node)) {
        return true;
      }
    }
    return false;
  }

  private static int length(JsonNode text) {
    return text.asText().codePointCount(0, text.asText().length());
  }
}
