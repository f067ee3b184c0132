package orderflow.local.dynamodb;

import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/// The filter of a mapping: EventBridge patterns over the record, of which one has to match (Lambda
/// Developer Guide, "Control which events Lambda sends to your function").
final class RecordFilter {
  private final Machine machine = Machine.builder().build();

  /// @throws IllegalArgumentException if a pattern is none
  RecordFilter(List<String> patterns) {
    for (String pattern : patterns) {
      add(pattern);
    }
  }

  boolean accepts(StreamRecord candidate) {
    return machine.isEmpty() || !machine.rulesForJSONEvent(candidate.event()).isEmpty();
  }

  private void add(String pattern) {
    String problem = JsonRuleCompiler.check(pattern);
    if (problem != null) {
      throw new IllegalArgumentException(
          "Invalid filter pattern definition. Found " + pattern + ": " + problem);
    }
    try {
      machine.addRule(pattern, pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException("Invalid filter pattern definition. " + pattern, e);
    }
  }
}
