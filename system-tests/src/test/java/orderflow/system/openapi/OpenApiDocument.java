package orderflow.system.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import orderflow.system.template.Repository;
import orderflow.system.template.YamlTree;

/// `api/openapi.yaml`.
record OpenApiDocument(JsonNode root) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  /// One operation.
  ///
  /// @param key as API Gateway names a route, for instance `POST /v1/orders`
  record Operation(String key, JsonNode node) {
    boolean isPublic() {
      return node.path("security").isArray() && node.path("security").isEmpty();
    }

    boolean answers(int status) {
      return node.path("responses").has(Integer.toString(status));
    }

    boolean takes(String parameter) {
      String ref = "#/components/parameters/" + parameter;
      return node.path("parameters").findValuesAsText("$ref").contains(ref);
    }
  }

  static OpenApiDocument parse(String yaml) {
    return new OpenApiDocument(YamlTree.parse(yaml));
  }

  static OpenApiDocument ofProject() {
    return parse(Repository.text("api/openapi.yaml"));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method ->
                    new Operation(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue()))
                .forEach(operations::add));
    return operations;
  }

  /// Shows every member of every object, with its name.
  void eachMember(BiConsumer<String, JsonNode> visitor) {
    visit(root, visitor);
  }

  private static void visit(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    if (node.isArray()) {
      node.forEach(item -> visit(item, visitor));
    }
    node.properties()
        .forEach(member -> {
          visitor.accept(member.getKey(), member.getValue());
          visit(member.getValue(), visitor);
        });
  }
}
