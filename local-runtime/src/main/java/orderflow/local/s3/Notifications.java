package orderflow.local.s3;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import orderflow.local.template.S3Trigger;

/// Sends each change of an object to the functions whose triggers it matches: event name, prefix
/// and suffix of the decoded key (Amazon S3 User Guide, "Configuring event notifications using
/// object key name filtering").
public final class Notifications implements Consumer<ObjectEvent> {
  private final List<S3Trigger> triggers;
  private final BiConsumer<String, String> queue;

  /// Makes the sender.
  ///
  /// @param queue takes a function's logical id and the event as JSON, for an asynchronous
  ///   invocation; what it throws keeps the event from being forgotten
  public Notifications(List<S3Trigger> triggers, BiConsumer<String, String> queue) {
    this.triggers = List.copyOf(triggers);
    this.queue = queue;
  }

  @Override
  public void accept(ObjectEvent event) {
    triggers.stream()
        .filter(trigger -> matches(trigger, event))
        .forEach(trigger ->
            queue.accept(trigger.function(), NotificationEvent.json(event, trigger.id())));
  }

  private static boolean matches(S3Trigger trigger, ObjectEvent event) {
    return trigger.bucket().equals(event.bucket())
        && event.key().startsWith(trigger.prefix())
        && event.key().endsWith(trigger.suffix())
        && trigger.events().stream().anyMatch(name -> isNamed(name, event.kind().eventName()));
  }

  private static boolean isNamed(String pattern, String eventName) {
    String name = pattern.startsWith("s3:") ? pattern.substring(3) : pattern;
    return name.endsWith("*")
        ? eventName.startsWith(name.substring(0, name.length() - 1))
        : eventName.equals(name);
  }
}
