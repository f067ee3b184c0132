package orderflow.local.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderflow.local.template.PolicyStatement;

/// Which statements the functions' calls have needed so far. A statement was needed when it alone
/// allowed a call: without it, that call would have been refused.
///
/// Thread-safe. A snapshot may miss calls under way.
public final class PolicyUse {
  private final Map<String, List<PolicyStatement>> policies;
  private final Set<Need> needs = ConcurrentHashMap.newKeySet();

  private record Need(String function, int statement, String action) {}

  PolicyUse(Map<String, List<PolicyStatement>> policies) {
    this.policies = policies;
  }

  void record(String function, List<Integer> allowing, Access access) {
    if (allowing.size() == 1) {
      needs.add(new Need(function, allowing.getFirst(), access.action()));
    }
  }

  /// What was granted and not needed, by function name: each entry names the statement by its index
  /// and the action pattern. Denies and services that are not evaluated are left out.
  public Map<String, List<String>> unneeded() {
    Map<String, List<String>> unneeded = new TreeMap<>();
    policies.forEach((function, statements) -> {
      List<String> unused = unneeded(function, statements);
      if (!unused.isEmpty()) {
        unneeded.put(function, unused);
      }
    });
    return unneeded;
  }

  private List<String> unneeded(String function, List<PolicyStatement> statements) {
    return IntStream.range(0, statements.size())
        .boxed()
        .flatMap(index -> unneeded(function, index, statements.get(index)))
        .toList();
  }

  private Stream<String> unneeded(String function, int index, PolicyStatement statement) {
    return statement.effect() == PolicyStatement.Effect.DENY
        ? Stream.empty()
        : statement.actions().stream()
            .filter(AccessRules::isEvaluated)
            .filter(action -> !isNeeded(function, index, action))
            .map(
                action -> "statement %d: %s on %s".formatted(index, action, statement.resources()));
  }

  private boolean isNeeded(String function, int index, String action) {
    return needs.stream()
        .filter(need -> need.function().equals(function) && need.statement() == index)
        .anyMatch(need -> Permissions.isAction(action, need.action()));
  }
}
