package orderflow.local.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import orderflow.local.template.PolicyStatement;

/// The statements of one role, decided as IAM does: a matching Deny wins, then one matching Allow
/// is needed (IAM User Guide, "Policy evaluation logic"). Actions are compared without regard to
/// case, resources with it.
record Permissions(String role, List<PolicyStatement> statements) {

  /// Indexes of the statements that allow an access; none when it is refused.
  List<Integer> allowing(Access access) {
    return matching(access, PolicyStatement.Effect.DENY).isEmpty()
        ? matching(access, PolicyStatement.Effect.ALLOW)
        : List.of();
  }

  /// Why an access is refused, naming the statement that is missing or denies. Empty when it is
  /// allowed.
  Optional<String> refusal(Access access) {
    List<Integer> denying = matching(access, PolicyStatement.Effect.DENY);
    if (!denying.isEmpty()) {
      return Optional.of(
          refused(access)
              + "with an explicit deny in an identity-based policy: statement %d of Policies of %s"
                  .formatted(denying.getFirst(), role));
    }
    return matching(access, PolicyStatement.Effect.ALLOW).isEmpty()
        ? Optional.of(
            refused(access)
                + "because no identity-based policy allows it; add to Policies of %s: {Effect: Allow, Action: %s, Resource: <that ARN>}"
                    .formatted(role, access.action()))
        : Optional.empty();
  }

  private String refused(Access access) {
    return "User: arn:aws:sts::000000000000:assumed-role/%s is not authorized to perform: %s on resource: %s "
        .formatted(role, access.action(), access.resource());
  }

  private List<Integer> matching(Access access, PolicyStatement.Effect effect) {
    return IntStream.range(0, statements.size())
        .filter(index -> statements.get(index).effect() == effect)
        .filter(index -> matches(statements.get(index), access))
        .boxed()
        .toList();
  }

  private static boolean matches(PolicyStatement statement, Access access) {
    return statement.actions().stream().anyMatch(pattern -> isAction(pattern, access.action()))
        && statement.resources().stream()
            .anyMatch(pattern -> Wildcard.matches(pattern, access.resource()))
        && Conditions.hold(statement, access);
  }

  static boolean isAction(String pattern, String action) {
    return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
