package orderflow.local.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orderflow.local.template.PolicyStatement;

/// The `Condition` of a statement. Understood are `StringEquals` and `StringLike`, also with
/// `ForAllValues:` and `ForAnyValue:`, on the keys below (IAM User Guide, "Set operators for
/// multivalued context keys": without the key, ForAllValues is true and everything else false).
final class Conditions {
  private static final Set<String> KEYS =
      Set.of("dynamodb:LeadingKeys", "s3:prefix", "ses:FromAddress", "kms:ViaService");
  private static final Set<String> SETS = Set.of("", "ForAllValues", "ForAnyValue");
  private static final Set<String> COMPARISONS = Set.of("StringEquals", "StringLike");

  private Conditions() {}

  /// Whether all conditions hold. One that is not understood makes an Allow not match and a Deny
  /// match, so that nothing is allowed by accident.
  static boolean hold(PolicyStatement statement, Access access) {
    if (unknown(statement).findAny().isPresent()) {
      return statement.effect() == PolicyStatement.Effect.DENY;
    }
    return statement.conditions().entrySet().stream()
        .allMatch(condition ->
            condition.getValue().entrySet().stream()
                .allMatch(key -> holds(condition.getKey(), key, access)));
  }

  /// Operators and keys that are not understood, such as `IpAddress aws:SourceIp`.
  static Stream<String> unknown(PolicyStatement statement) {
    return statement.conditions().entrySet().stream()
        .flatMap(condition ->
            condition.getValue().keySet().stream()
                .filter(key -> !isKnown(condition.getKey(), key))
                .map(key -> condition.getKey() + " " + key));
  }

  private static boolean isKnown(String operator, String key) {
    return KEYS.contains(key)
        && SETS.contains(set(operator))
        && COMPARISONS.contains(comparison(operator));
  }

  private static boolean holds(
      String operator, Map.Entry<String, List<String>> key, Access access) {
    Optional<List<String>> values = Optional.ofNullable(access.context().get(key.getKey()));
    Stream<String> found = values.orElse(List.of()).stream();
    return switch (set(operator)) {
      case "ForAllValues" -> found.allMatch(value -> isOneOf(operator, key.getValue(), value));
      default -> found.anyMatch(value -> isOneOf(operator, key.getValue(), value));
    };
  }

  private static boolean isOneOf(String operator, List<String> wanted, String value) {
    return comparison(operator).equals("StringLike")
        ? wanted.stream().anyMatch(pattern -> Wildcard.matches(pattern, value))
        : wanted.contains(value);
  }

  private static String set(String operator) {
    int colon = operator.indexOf(':');
    return colon < 0 ? "" : operator.substring(0, colon);
  }

  private static String comparison(String operator) {
    return operator.substring(operator.indexOf(':') + 1);
  }
}
