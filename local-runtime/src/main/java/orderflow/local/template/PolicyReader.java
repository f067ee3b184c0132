package orderflow.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads a function's `Policies`: inline documents and the SAM policy templates for tables and
/// functions. A managed policy's content is not in the template, so it is refused.
final class PolicyReader {
  private static final List<String> READ =
      List.of(
          "dynamodb:GetItem",
          "dynamodb:Scan",
          "dynamodb:Query",
          "dynamodb:BatchGetItem",
          "dynamodb:DescribeTable");
  private static final List<String> WRITE =
      List.of(
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem");

  private PolicyReader() {}

  static List<PolicyStatement> read(Value policies, Findings findings) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Value policy : Shapes.itemsOrOne(policies)) {
      findings.guard(() -> statements.addAll(policy(policy, findings)));
    }
    return statements;
  }

  private static List<PolicyStatement> policy(Value policy, Findings findings) {
    if (!(policy instanceof Value.Mapping mapping)) {
      throw new Refusal(
          policy.at(), "the managed policy " + policy.kind(), "write its Statement inline");
    }
    if (!mapping.entries().containsKey("Statement")) {
      return samPolicy(mapping);
    }
    Properties document = new Properties("Policies", mapping).neutral("Version", "Id");
    List<PolicyStatement> statements = new ArrayList<>();
    for (Value statement : document.required("Statement", Shapes::itemsOrOne)) {
      statements.add(statement(Shapes.mapping(statement), findings));
    }
    document.finish(findings);
    return statements;
  }

  private static PolicyStatement statement(Value.Mapping mapping, Findings findings) {
    Properties statement = new Properties("Statement", mapping).neutral("Sid");
    PolicyStatement.Effect effect =
        switch (statement.required("Effect", Shapes::text)) {
          case "Allow" -> PolicyStatement.Effect.ALLOW;
          case "Deny" -> PolicyStatement.Effect.DENY;
          default -> throw new Refusal(statement.keyAt("Effect"), "an Effect", "Allow or Deny");
        };
    PolicyStatement read =
        new PolicyStatement(
            effect,
            statement.required("Action", Shapes::texts),
            statement.required("Resource", Shapes::texts),
            statement.read("Condition", PolicyReader::conditions).orElse(Map.of()));
    statement.finish(findings);
    return read;
  }

  private static Map<String, Map<String, List<String>>> conditions(Value value) {
    Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
    Shapes.mapping(value)
        .entries()
        .forEach((operator, keys) -> conditions.put(operator, keys(keys.value())));
    return conditions;
  }

  private static Map<String, List<String>> keys(Value value) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Shapes.mapping(value)
        .entries()
        .forEach((key, entry) -> keys.put(key, Shapes.texts(entry.value())));
    return keys;
  }

  /// AWS SAM Developer Guide, "Policy template list".
  private static List<PolicyStatement> samPolicy(Value.Mapping mapping) {
    if (mapping.entries().size() != 1) {
      throw unknown(mapping);
    }
    String name = mapping.entries().firstEntry().getKey();
    Value.Entry entry = mapping.entries().firstEntry().getValue();
    Properties arguments = new Properties(name, Shapes.mapping(entry.value()));
    return switch (name) {
      case "DynamoDBReadPolicy" -> table(arguments, READ);
      case "DynamoDBWritePolicy" -> table(arguments, WRITE);
      case "DynamoDBCrudPolicy" ->
          Stream.of(table(arguments, READ), table(arguments, WRITE)).flatMap(List::stream).toList();
      case "LambdaInvokePolicy" -> invoke(arguments.required("FunctionName", Shapes::text));
      default -> throw unknown(mapping);
    };
  }

  private static Refusal unknown(Value.Mapping mapping) {
    return new Refusal(
        mapping.at(),
        "the policy template " + String.join(", ", mapping.entries().keySet()),
        "expected DynamoDBReadPolicy, -WritePolicy, -CrudPolicy, LambdaInvokePolicy or a Statement");
  }

  private static List<PolicyStatement> invoke(String function) {
    return allow(
        List.of("lambda:InvokeFunction"),
        List.of(References.arn("lambda", "function:" + function + "*")));
  }

  private static List<PolicyStatement> table(Properties arguments, List<String> actions) {
    String arn =
        References.arn("dynamodb", "table/" + arguments.required("TableName", Shapes::text));
    return allow(actions, List.of(arn, arn + "/index/*"));
  }

  private static List<PolicyStatement> allow(List<String> actions, List<String> resources) {
    return List.of(new PolicyStatement(PolicyStatement.Effect.ALLOW, actions, resources, Map.of()));
  }
}
