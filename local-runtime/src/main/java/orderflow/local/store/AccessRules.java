package orderflow.local.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import orderflow.local.template.PolicyStatement;

/// What functions may do with tables, objects, functions and mail: one answer for all gateways of
/// the platform. A caller without a name comes from outside and is not restricted.
///
/// Thread-safe.
public final class AccessRules {
  private static final Set<String> EVALUATED = Set.of("dynamodb", "s3", "lambda", "ses", "*");

  private final IamMode mode;
  private final Map<String, List<PolicyStatement>> policies;
  private final Consumer<String> warnings;
  private final PolicyUse use;

  /// Makes rules.
  ///
  /// @param policies statements by function name
  /// @param warnings is told of accesses that [IamMode#WARN] lets through
  public AccessRules(
      IamMode mode, Map<String, List<PolicyStatement>> policies, Consumer<String> warnings) {
    this.mode = mode;
    this.policies = Map.copyOf(policies);
    this.warnings = warnings;
    this.use = new PolicyUse(this.policies);
  }

  /// Rules that let everything through.
  public static AccessRules off() {
    return new AccessRules(IamMode.OFF, Map.of(), warning -> {});
  }

  /// Why an access is refused; empty when it may go on.
  ///
  /// @param caller the function's name; empty for a caller from outside
  public Optional<String> refusal(String caller, Access access) {
    return refusal(caller, List.of(access));
  }

  /// Why a caller may not invoke a function; empty when it may.
  ///
  /// @param arn the function's, with the qualifier it is invoked by
  public Optional<String> invocationRefusal(String caller, String arn) {
    return refusal(caller, Access.of("lambda:InvokeFunction", arn));
  }

  /// Why the first access that is not allowed is refused; empty when all may go on.
  public Optional<String> refusal(String caller, List<Access> accesses) {
    if (caller.isEmpty() || mode == IamMode.OFF) {
      return Optional.empty();
    }
    Permissions permissions = new Permissions(caller, policies.getOrDefault(caller, List.of()));
    Optional<String> refusal =
        accesses.stream().flatMap(access -> permissions.refusal(access).stream()).findFirst();
    if (mode == IamMode.WARN) {
      refusal.ifPresent(warnings);
    }
    if (refusal.isPresent() && mode == IamMode.ENFORCE) {
      return refusal;
    }
    accesses.forEach(access -> use.record(caller, permissions.allowing(access), access));
    return Optional.empty();
  }

  /// Which statements were needed so far.
  public PolicyUse use() {
    return use;
  }

  /// What the functions' policies say that is not evaluated here, a line each, for the start
  /// report.
  public List<String> notEvaluated() {
    Map<String, List<String>> functions = new LinkedHashMap<>();
    policies.forEach((function, statements) ->
        statements.stream()
            .flatMap(statement -> notEvaluated(statement).stream())
            .distinct()
            .forEach(
                what -> functions.computeIfAbsent(what, key -> new ArrayList<>()).add(function)));
    return functions.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", sorted(entry.getValue())))
        .sorted()
        .toList();
  }

  private static List<String> notEvaluated(PolicyStatement statement) {
    List<String> found = new ArrayList<>();
    statement.actions().stream()
        .filter(action -> !isEvaluated(action))
        .map(action -> "The permission " + action + " is not evaluated")
        .forEach(found::add);
    Conditions.unknown(statement)
        .map(condition ->
            statement.effect() == PolicyStatement.Effect.ALLOW
                ? "The condition " + condition + " is not evaluated: its Allow allows nothing"
                : "The condition " + condition + " is not evaluated: its Deny always denies")
        .forEach(found::add);
    return found;
  }

  static boolean isEvaluated(String action) {
    int colon = action.indexOf(':');
    return EVALUATED.contains(colon < 0 ? action : action.substring(0, colon));
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().distinct().sorted().toList();
  }
}
