package orderflow.orders.application;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.ViewCommit;
import orderflow.orders.dynamodb.ViewStore;

/// Takes the events of a batch into the views, each once; while a build of them is being made, into
/// both.
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
    ViewCommit commit =
        start.known().contains(event)
            ? new ViewCommit.Known()
            : withinTime(deadline, () -> views.apply(start.generation(), event, deadline));
    return start
        .next()
        .filter(_ -> isIn(commit))
        .map(next -> withinTime(deadline, () -> views.follow(start, next, event, deadline)))
        .filter(followed -> !isIn(followed))
        .orElse(commit);
  }

  private static boolean isIn(ViewCommit commit) {
    return commit instanceof ViewCommit.Applied || commit instanceof ViewCommit.Known;
  }

  private static ViewCommit withinTime(Deadline deadline, Supplier<ViewCommit> work) {
    return deadline.allows(LONGEST_STEP) ? work.get() : new ViewCommit.Busy();
  }
}
