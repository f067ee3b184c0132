package orderflow.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a function may do: named actions on named resources, the tables it is given and no others,
/// functions through their alias; and the authorizer nothing but read the public keys.
final class PolicyRule {
  /// The name and key of objects, where the key may end in a wildcard.
  private static final Pattern OBJECTS =
      Pattern.compile(
          "arn:\\$\\{AWS::Partition}:s3:::\\$\\{AWS::StackName}-(uploads|reports|dead-letters)"
              + "-\\$\\{AWS::AccountId}-\\$\\{AWS::Region}(/[a-z/]*\\*)?");

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
      if (FORBIDDEN.contains(action) && !isReconciliation(function, action)) {
        faults.add(owner + ": action " + action + " is forbidden");
      }
    }
    List<JsonNode> resources = Trees.members(statement.path("Resource"));
    resources.forEach(resource -> resource(function, owner, statement, resource, faults));
  }

  /// The only reader of a whole table, a page a call.
  private static boolean isReconciliation(SamTemplate.Resource function, String action) {
    return function.id().equals("OrderCommandsFunction") && action.equals("dynamodb:Scan");
  }

  private static void resource(
      SamTemplate.Resource function,
      String owner,
      JsonNode statement,
      JsonNode resource,
      List<String> faults) {
    String text = resource.path("Fn::Sub").asText();
    boolean narrow = OBJECTS.matcher(text).matches() || isSender(statement, text);
    if (resource.toString().contains("*") && !narrow) {
      faults.add(owner + ": resource " + resource + " has a wildcard");
    }
    if (text.contains(":s3:::") && !OBJECTS.matcher(text).matches()) {
      faults.add(owner + ": resource " + text + " is no bucket of this stack");
    }
    if (Trees.texts(statement.path("Action")).contains("lambda:InvokeFunction")
        && !resource.path("Ref").asText().endsWith(".Alias")
        && !text.endsWith(itself(function))) {
      faults.add(owner + ": invokes " + resource + ", which is not an alias");
    }
  }

  /// Mail goes out from one address, whichever identity of the account it belongs to.
  private static boolean isSender(JsonNode statement, String resource) {
    return resource.endsWith(":identity/*")
        && Trees.texts(statement.path("Action")).equals(List.of("ses:SendEmail"))
        && statement.at("/Condition/StringEquals/ses:FromAddress/Ref").asText().equals("MailFrom");
  }

  private static String itself(SamTemplate.Resource function) {
    String name = function.properties().at("/FunctionName/Fn::Sub").asText();
    return name.isEmpty() ? "no name" : ":function:" + name + ":live";
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
