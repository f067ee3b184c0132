package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a function may do: named actions on named resources, the tables it is given and no others,
/// functions through their alias; and the authorizer nothing but read the public keys.
final class PolicyRule {
  /// Actions that a request must never need.
  private static final Set<String> FORBIDDEN =
      Set.of("dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:UpdateTable", "iam:PassRole");

  private PolicyRule() {}

  static List<String> faults(SamTemplate template) {
    List<String> faults = new ArrayList<>();
    for (SamTemplate.Resource function : template.resources(SamTemplate.FUNCTION)) {
      List<JsonNode> statements = statements(function, faults);
      statements.forEach(statement -> statement(function, statement, faults));
      tables(function, statements, faults);
    }
    authorizer(template, faults);
    return faults;
  }

  private static List<JsonNode> statements(SamTemplate.Resource function, List<String> faults) {
    List<JsonNode> statements = new ArrayList<>();
    for (JsonNode policy : Trees.members(function.properties().path("Policies"))) {
      if (!policy.has("Statement")) {
        faults.add(function.id() + ": policy " + policy + " is not an inline statement");
      }
      statements.addAll(Trees.members(policy.path("Statement")));
    }
    if (statements.isEmpty()) {
      faults.add(function.id() + ": has no policy of its own");
    }
    return statements;
  }

  private static void statement(
      SamTemplate.Resource function, JsonNode statement, List<String> faults) {
    String owner = function.id() + " " + statement.path("Sid").asText();
    if (statement.has("NotAction") || statement.has("NotResource")) {
      faults.add(owner + ": grants by exclusion");
    }
    for (String action : Trees.texts(statement.path("Action"))) {
      if (action.contains("*")) {
        faults.add(owner + ": action " + action + " has a wildcard");
      }
      if (FORBIDDEN.contains(action)) {
        faults.add(owner + ": action " + action + " is forbidden");
      }
    }
    for (JsonNode resource : Trees.members(statement.path("Resource"))) {
      if (resource.toString().contains("*")) {
        faults.add(owner + ": resource " + resource + " has a wildcard");
      }
      if (Trees.texts(statement.path("Action")).contains("lambda:InvokeFunction")
          && !resource.path("Ref").asText().endsWith(".Alias")) {
        faults.add(owner + ": invokes " + resource + ", which is not an alias");
      }
    }
  }

  private static void tables(
      SamTemplate.Resource function, List<JsonNode> statements, List<String> faults) {
    String environment = function.properties().path("Environment").toString();
    for (JsonNode statement : statements) {
      for (JsonNode resource : Trees.members(statement.path("Resource"))) {
        String table = table(resource);
        if (table.endsWith("Table") && !environment.contains("{\"Ref\":\"" + table + "\"}")) {
          faults.add(function.id() + ": may use " + table + ", which it is not given");
        }
      }
    }
  }

  private static String table(JsonNode resource) {
    String sub = resource.path("Fn::Sub").asText();
    return sub.contains(".Arn}/index/")
        ? sub.substring(2, sub.indexOf('.'))
        : resource.path("Fn::GetAtt").path(0).asText();
  }

  private static void authorizer(SamTemplate template, List<String> faults) {
    for (SamTemplate.Resource function : template.resources(SamTemplate.FUNCTION)) {
      if (function.id().equals("AuthorizerFunction")) {
        Check check = new Check(function.id(), function.properties(), faults);
        check.equal("/Policies/0/Statement/0/Action", List.of("dynamodb:GetItem"));
        check.equal(
            "/Policies/0/Statement/0/Resource", Map.of("Fn::GetAtt", List.of("KeyTable", "Arn")));
        check.equal(
            "/Policies/0/Statement/0/Condition",
            Map.of("ForAllValues:StringEquals", Map.of("dynamodb:LeadingKeys", List.of("PUBLIC"))));
        check.equal("/Policies/0/Statement/1/Action", List.of("kms:Decrypt"));
        check.absent("/Policies/0/Statement/2", "the authorizer needs nothing else");
        check.absent("/Policies/1", "the authorizer needs nothing else");
      }
    }
  }
}
