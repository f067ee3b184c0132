package orderflow.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Ends a function at one of its store calls, as a process that is killed: nothing of the function
/// runs after it. It also lists the calls, so that the points are those that a request has.
final class KillSwitch implements ExecutionInterceptor {
  /// Whether the call has had its effect.
  enum Moment {
    BEFORE,
    AFTER
  }

  /// Where a function dies.
  ///
  /// @param call counts from 0
  /// @param operation what that call is, for the name of the test
  record Point(int call, String operation, Moment moment) {}

  /// An error, which nothing in the service catches.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final List<String> calls = new ArrayList<>();
  private final AtomicInteger finished = new AtomicInteger();
  private final Optional<Point> point;
  private boolean fired;

  private KillSwitch(Optional<Point> point) {
    this.point = point;
  }

  /// Lists calls and kills nobody.
  static KillSwitch listing() {
    return new KillSwitch(Optional.empty());
  }

  static KillSwitch at(Point point) {
    return new KillSwitch(Optional.of(point));
  }

  boolean fired() {
    return fired;
  }

  /// A point before and one after each call that was made.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      points.add(new Point(call, calls.get(call), Moment.BEFORE));
      points.add(new Point(call, calls.get(call), Moment.AFTER));
    }
    return points;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    calls.add(context.request().getClass().getSimpleName().replace("Request", ""));
    killAt(calls.size() - 1, Moment.BEFORE);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    killAt(finished.getAndIncrement(), Moment.AFTER);
  }

  private void killAt(int call, Moment moment) {
    if (point.filter(at -> at.call() == call && at.moment() == moment).isPresent()) {
      fired = true;
      throw new Killed();
    }
  }
}
