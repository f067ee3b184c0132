package orderflow.jobs.dynamodb;

/// Other writes were in the way until the tries ran out. Nothing was written; the delivery may come
/// again.
public final class StoreBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreBusyException(String what) {
    super("other writes were in the way of the " + what + "; the event may be sent again");
  }
}
