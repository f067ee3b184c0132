package orderflow.orders.application;

import java.time.Duration;
import java.util.List;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.ViewCommit;
import orderflow.orders.dynamodb.ViewStore;

/// Takes the events of a batch into the views, each once.
public final class UpdateViews {
  /// What one event may take, an answer that is lost and asked for again included: less than this
  /// left, and it is not begun.
  public static final Duration LONGEST_STEP = Duration.ofSeconds(3);

  private final ViewStore views;

  public UpdateViews(ViewStore views) {
    this.views = views;
  }

  public ViewStore.Start start(List<OrderEvent> events) {
    return views.start(events);
  }

  public ViewCommit apply(ViewStore.Start start, OrderEvent event, Deadline deadline) {
    if (start.known().contains(event)) {
      return new ViewCommit.Known();
    }
    return deadline.allows(LONGEST_STEP)
        ? views.apply(start.generation(), event, deadline)
        : new ViewCommit.Busy();
  }
}
