package orderflow.system.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orderflow.model.ErrorCode;
import orderflow.system.openapi.OpenApiDocument.Operation;
import orderflow.system.template.SamTemplate;

/// What the document must have beyond being valid OpenAPI. Each rule gives its faults, one a line.
final class OpenApiRules {
  private OpenApiRules() {}

  /// The same routes as the template, each with a token or without in both.
  static List<String> routes(OpenApiDocument document) {
    Map<String, Boolean> described = new TreeMap<>();
    document
        .operations()
        .forEach(operation -> described.put(operation.key(), operation.isPublic()));
    Map<String, Boolean> declared = new TreeMap<>();
    SamTemplate.ofProject()
        .routes()
        .forEach(route -> declared.put(route.key(), route.authorizer().equals("NONE")));
    List<String> faults = new ArrayList<>();
    difference(declared, described).forEach(key -> faults.add("not as in template.yaml: " + key));
    difference(described, declared).forEach(key -> faults.add("not as in openapi.yaml: " + key));
    return faults;
  }

  private static Set<Map.Entry<String, Boolean>> difference(
      Map<String, Boolean> left, Map<String, Boolean> right) {
    Set<Map.Entry<String, Boolean>> only = new HashSet<>(left.entrySet());
    only.removeAll(right.entrySet());
    return only;
  }

  /// Every status an operation can answer with.
  static List<String> statuses(OpenApiDocument document) {
    List<String> faults = new ArrayList<>();
    for (Operation operation : document.operations()) {
      List.of(400, 406, 429, 500, 503).forEach(status -> need(operation, status, faults));
      if (!operation.isPublic()) {
        need(operation, 401, faults);
      }
      if (operation.node().path("description").asText().contains("Scope `")) {
        need(operation, 403, faults);
      }
      if (operation.node().has("requestBody")) {
        List.of(413, 415).forEach(status -> need(operation, status, faults));
      }
      if (operation.takes("IdempotencyKey")) {
        List.of(409, 422).forEach(status -> need(operation, status, faults));
      }
      if (operation.takes("IfMatch")) {
        List.of(412, 428).forEach(status -> need(operation, status, faults));
      }
      if (!operation.takes("RequestId")) {
        faults.add(operation.key() + ": takes no X-Request-Id");
      }
    }
    return faults;
  }

  private static void need(Operation operation, int status, List<String> faults) {
    if (!operation.answers(status)) {
      faults.add(operation.key() + ": does not describe " + status);
    }
  }

  /// A schema or `null`, the one choice that generators take for what it is.
  private static boolean isOneOrNull(JsonNode choices) {
    return choices.size() == 2 && choices.path(1).path("type").asText().equals("null");
  }

  /// What generators of clients stumble over, and references into nothing.
  static List<String> shape(OpenApiDocument document) {
    List<String> faults = new ArrayList<>();
    document.eachMember((name, value) -> {
      if (name.equals("nullable") || name.equals("prefixItems")) {
        faults.add(name + " must not be used");
      }
      if ((name.equals("oneOf") || name.equals("anyOf")) && !isOneOrNull(value)) {
        faults.add(name + " must not be used without a discriminator");
      }
      if (name.equals("$ref") && document.root().at(value.asText().substring(1)).isMissingNode()) {
        faults.add("nothing at " + value.asText());
      }
    });
    Set<String> ids = new HashSet<>();
    for (Operation operation : document.operations()) {
      String id = operation.node().path("operationId").asText();
      if (id.isEmpty() || !ids.add(id)) {
        faults.add(operation.key() + ": operationId " + id + " is missing or not unique");
      }
    }
    return faults;
  }

  /// The codes of `orderflow.model.ErrorCode`, in its order.
  static List<String> errorCodes(OpenApiDocument document) {
    List<String> listed = new ArrayList<>();
    JsonNode codes = document.root().at("/components/schemas/ErrorCode/enum");
    codes.forEach(code -> listed.add(code.asText()));
    List<String> known = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();
    return listed.equals(known)
        ? List.of()
        : List.of("schema ErrorCode lists " + listed + ", the enum has " + known);
  }
}
