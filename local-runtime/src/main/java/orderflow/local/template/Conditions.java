package orderflow.local.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The section `Conditions`, evaluated when a condition is first asked for. Functions inside see
/// parameters and mappings, not resources, as on AWS.
final class Conditions {
  private final Value.Mapping section;
  private final UnaryOperator<Value> resolve;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  Conditions(Value.Mapping section, UnaryOperator<Value> resolve) {
    this.section = section;
    this.resolve = resolve;
  }

  /// @param name the text that names a condition
  boolean holds(Value name) {
    String text = Shapes.text(name);
    Boolean answer = known.get(text);
    if (answer == null) {
      answer = evaluate(text, name);
      known.put(text, answer);
    }
    return answer;
  }

  private boolean evaluate(String text, Value name) {
    Value.Entry entry = section.entries().get(text);
    if (entry == null) {
      throw new Refusal(
          name.at(),
          "the condition " + text,
          "expected one of " + String.join(", ", section.entries().keySet()));
    }
    if (!running.add(text)) {
      throw new Refusal(entry.keyAt(), "the condition " + text + " refers to itself", "break it");
    }
    boolean answer = truth(entry.value());
    running.remove(text);
    return answer;
  }

  private boolean truth(Value value) {
    return switch (value) {
      case Value.Call call -> truth(call);
      case Value.Mapping mapping when mapping.entries().containsKey("Condition") ->
          holds(mapping.entries().get("Condition").value());
      default -> throw Refusal.expected(value, "Equals, And, Or, Not or Condition");
    };
  }

  private boolean truth(Value.Call call) {
    return switch (call.function()) {
      case "Fn::Equals" -> equal(Intrinsics.arguments(call, 2, 2));
      case "Fn::And" -> Intrinsics.arguments(call, 2, 10).stream().allMatch(this::truth);
      case "Fn::Or" -> Intrinsics.arguments(call, 2, 10).stream().anyMatch(this::truth);
      case "Fn::Not" -> !truth(Intrinsics.arguments(call, 1, 1).getFirst());
      case "Condition" -> holds(call.argument());
      default -> throw Refusal.expected(call, "Equals, And, Or, Not or Condition");
    };
  }

  private boolean equal(List<Value> sides) {
    return Shapes.text(resolve.apply(sides.getFirst()))
        .equals(Shapes.text(resolve.apply(sides.getLast())));
  }
}
