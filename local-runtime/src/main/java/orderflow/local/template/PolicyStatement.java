package orderflow.local.template;

import java.util.List;
import java.util.Map;

/// One statement of an IAM policy.
///
/// @param actions `service:Action` patterns, `*` and `?` allowed
/// @param resources ARN patterns
/// @param conditions operator → condition key → values, for example `ForAllValues:StringEquals` →
///   `dynamodb:LeadingKeys` → `[JWKS]`
public record PolicyStatement(
    Effect effect,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  /// What a matching statement says.
  public enum Effect {
    ALLOW,
    DENY
  }

  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Map.copyOf(conditions);
  }
}
