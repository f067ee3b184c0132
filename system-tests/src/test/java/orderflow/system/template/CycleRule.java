package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CloudFormation cannot create resources that wait for each other, and says so only when it
/// deploys; no linter looks for it in a SAM template.
///
/// Edges are Ref, GetAtt, Sub, DependsOn, and those that SAM adds: an API's body names every
/// function that has a route in it, while the function does not wait for the API.
final class CycleRule {
  private static final Pattern SUB = Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.[A-Za-z0-9.]+)?}");

  private CycleRule() {}

  /// One line for each cycle found, for instance `A -> B -> A`.
  static List<String> faults(SamTemplate template) {
    Map<String, Set<String>> edges = edges(template);
    List<String> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    edges.keySet().forEach(id -> search(id, edges, new LinkedHashSet<>(), done, cycles));
    return cycles;
  }

  private static void search(
      String id,
      Map<String, Set<String>> edges,
      Set<String> path,
      Set<String> done,
      List<String> cycles) {
    if (path.contains(id)) {
      List<String> all = new ArrayList<>(path);
      cycles.add(String.join(" -> ", all.subList(all.indexOf(id), all.size())) + " -> " + id);
      return;
    }
    if (done.contains(id)) {
      return;
    }
    path.add(id);
    edges.getOrDefault(id, Set.of()).forEach(next -> search(next, edges, path, done, cycles));
    path.remove(id);
    done.add(id);
  }

  private static Map<String, Set<String>> edges(SamTemplate template) {
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    for (SamTemplate.Resource resource : template.resources()) {
      Set<String> named = edges.computeIfAbsent(resource.id(), id -> new LinkedHashSet<>());
      collect(withoutCallers(resource), named);
      named.addAll(Trees.texts(resource.node().path("DependsOn")));
    }
    for (SamTemplate.Resource function : template.resources(SamTemplate.FUNCTION)) {
      for (JsonNode event : function.properties().path("Events")) {
        String caller = caller(event);
        if (!caller.isEmpty()) {
          edges.computeIfAbsent(caller, id -> new LinkedHashSet<>()).add(function.id());
        }
      }
    }
    edges.values().forEach(named -> named.retainAll(edges.keySet()));
    return edges;
  }

  /// An API and a bucket refer to the functions they call, not the other way round.
  private static String caller(JsonNode event) {
    JsonNode properties = event.path("Properties");
    return switch (event.path("Type").asText()) {
      case "HttpApi" -> properties.path("ApiId").path("Ref").asText();
      case "S3" -> properties.path("Bucket").path("Ref").asText();
      default -> "";
    };
  }

  private static JsonNode withoutCallers(SamTemplate.Resource resource) {
    if (!resource.type().equals(SamTemplate.FUNCTION)) {
      return resource.properties();
    }
    ObjectNode properties = resource.properties().deepCopy();
    if (properties.get("Events") instanceof ObjectNode events) {
      events.removeIf(event -> !caller(event).isEmpty());
    }
    return properties;
  }

  private static void collect(JsonNode node, Set<String> named) {
    if (node.isArray()) {
      node.forEach(item -> collect(item, named));
    }
    node.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), named));
  }

  private static void collect(String key, JsonNode value, Set<String> named) {
    switch (key) {
      // `Ref: Function.Alias` is SAM's.
      case "Ref" -> named.add(value.asText().split("\\.", 2)[0]);
      case "Fn::GetAtt" -> named.add(Trees.texts(value).getFirst().split("\\.", 2)[0]);
      case "Fn::Sub" -> {
        Matcher names = SUB.matcher(value.isArray() ? value.path(0).asText() : value.asText());
        names.results().forEach(name -> named.add(name.group(1)));
        collect(value, named);
      }
      default -> collect(value, named);
    }
  }
}
