package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A SAM template as its file has it, nothing resolved.
public record SamTemplate(JsonNode root) {
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String TABLE = "AWS::DynamoDB::Table";

  /// A resource.
  ///
  /// @param properties its `Properties`, completed by `Globals` for a function
  record Resource(String id, JsonNode node, JsonNode properties) {
    String type() {
      return node.path("Type").asText();
    }
  }

  /// A route of an HTTP API.
  ///
  /// @param event the `Properties` of the event that declares it
  public record Route(String function, JsonNode event) {
    /// API Gateway's name for it, for instance `POST /v1/orders`.
    public String key() {
      return event.path("Method").asText().toUpperCase(java.util.Locale.ROOT)
          + " "
          + event.path("Path").asText();
    }

    /// The authorizer's name, or `NONE`; empty when the route leaves it open.
    public String authorizer() {
      return event.path("Auth").path("Authorizer").asText();
    }
  }

  static SamTemplate parse(String yaml) {
    return new SamTemplate(YamlTree.parse(yaml));
  }

  /// The template of the project.
  public static SamTemplate ofProject() {
    return parse(Repository.text("template.yaml"));
  }

  List<Resource> resources() {
    return root.path("Resources").properties().stream()
        .map(entry -> resource(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<Resource> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /// Logical ids of the functions, sorted.
  public Set<String> functionIds() {
    Set<String> ids = new TreeSet<>();
    resources(FUNCTION).forEach(function -> ids.add(function.id()));
    return ids;
  }

  /// The routes of all functions.
  public List<Route> routes() {
    return resources(FUNCTION).stream()
        .flatMap(function ->
            function.properties().path("Events").properties().stream()
                .map(Map.Entry::getValue)
                .filter(event -> event.path("Type").asText().equals("HttpApi"))
                .map(event -> new Route(function.id(), event.path("Properties"))))
        .toList();
  }

  /// The properties of the events of one type, of all functions.
  List<JsonNode> events(String type) {
    return resources(FUNCTION).stream()
        .flatMap(function -> Trees.members(function.properties().path("Events")).stream())
        .flatMap(events -> events.properties().stream())
        .map(Map.Entry::getValue)
        .filter(event -> event.path("Type").asText().equals(type))
        .map(event -> event.path("Properties"))
        .toList();
  }

  private Resource resource(String id, JsonNode node) {
    JsonNode own = node.path("Properties");
    boolean function = node.path("Type").asText().equals(FUNCTION);
    JsonNode globals = root.path("Globals").path("Function");
    return new Resource(id, node, function ? Trees.merged(globals, own) : own);
  }
}
