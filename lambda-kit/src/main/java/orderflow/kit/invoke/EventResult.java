package orderflow.kit.invoke;

import orderflow.kit.json.Json;

/// How calling a function with an event of its own type ended.
public sealed interface EventResult {

  /// The function returned.
  ///
  /// @param value as the function gave it; null for a function that gives nothing
  record Returned(Json value) implements EventResult {}

  /// The function did not return a value.
  ///
  /// @param why anything but a reply; the event may or may not have had its effect
  record NotReturned(InvokeResult why) implements EventResult {}
}
