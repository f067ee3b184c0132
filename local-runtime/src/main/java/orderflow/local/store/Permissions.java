package orderflow.local.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orderflow.local.template.PolicyStatement;

/// Decides as IAM does: a matching Deny wins, then one matching Allow is needed. A condition that
/// is not understood makes an Allow not match and a Deny match, so nothing is allowed by accident.
final class Permissions {
  private static final String TABLE_ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/";

  private Permissions() {}

  /// The first access that is refused, as a message that names the missing statement.
  static Optional<String> refusal(
      String function, List<PolicyStatement> statements, StoreCall call) {
    return call.accesses().stream()
        .filter(access -> !isAllowed(statements, access))
        .findFirst()
        .map(access -> message(function, access));
  }

  private static boolean isAllowed(List<PolicyStatement> statements, StoreCall.Access access) {
    return matches(statements, access, PolicyStatement.Effect.ALLOW)
        && !matches(statements, access, PolicyStatement.Effect.DENY);
  }

  private static boolean matches(
      List<PolicyStatement> statements, StoreCall.Access access, PolicyStatement.Effect effect) {
    return statements.stream()
        .filter(statement -> statement.effect() == effect)
        .filter(statement -> any(statement.actions(), "dynamodb:" + access.action()))
        .filter(statement -> any(statement.resources(), TABLE_ARN + access.resource()))
        .anyMatch(statement -> conditionsHold(statement, access));
  }

  private static boolean conditionsHold(PolicyStatement statement, StoreCall.Access access) {
    return statement.conditions().entrySet().stream()
        .allMatch(condition ->
            isLeadingKeys(condition)
                ? leadingKeyIsOneOf(condition.getValue(), access)
                : statement.effect() == PolicyStatement.Effect.DENY);
  }

  private static boolean isLeadingKeys(Map.Entry<String, Map<String, List<String>>> condition) {
    return condition.getKey().equals("ForAllValues:StringEquals")
        && condition.getValue().keySet().equals(Set.of("dynamodb:LeadingKeys"));
  }

  /// ForAllValues is true when the request has no such key (IAM User Guide, "Set operators for
  /// multivalued context keys").
  private static boolean leadingKeyIsOneOf(
      Map<String, List<String>> keys, StoreCall.Access access) {
    List<String> allowed = keys.getOrDefault("dynamodb:LeadingKeys", List.of());
    return access.leadingKey().map(allowed::contains).orElse(true);
  }

  private static boolean any(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> isLike(pattern, value));
  }

  private static boolean isLike(String pattern, String value) {
    String expression =
        pattern.chars().mapToObj(Permissions::expression).collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE).matcher(value).matches();
  }

  private static String expression(int character) {
    return switch (character) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(Character.toString(character));
    };
  }

  private static String message(String function, StoreCall.Access access) {
    return ("User: arn:aws:sts::000000000000:assumed-role/%s is not authorized to perform:"
            + " dynamodb:%s on resource: %s%s because no identity-based policy allows it; add to"
            + " Policies of %s: {Effect: Allow, Action: dynamodb:%s, Resource: <that ARN>}")
        .formatted(
            function, access.action(), TABLE_ARN, access.resource(), function, access.action());
  }
}
