package orderflow.orders.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.domain.ViewBuilds;
import orderflow.orders.domain.ViewDifference;
import orderflow.orders.dynamodb.Generations;
import orderflow.orders.dynamodb.HistoryScan;
import orderflow.orders.dynamodb.LedgerReader.Position;
import orderflow.orders.dynamodb.ViewCommit;
import orderflow.orders.dynamodb.ViewScan;
import orderflow.orders.dynamodb.ViewStore;

/// Makes the views anew from the histories of all orders, beside the ones that are read, while
/// traffic goes on: build, compare, switch, drop, each begun by whoever wants it. A step that ended
/// early is sent again with its cursor, or without one from its beginning; nothing is taken in
/// twice.
///
/// From the moment a build is begun the stream takes each event into both builds, but into the next
/// one only behind the event before it. So an order's events enter in their order: those of the
/// past by this use case, and once it has read an order's history to its end, every later one by
/// the stream.
public final class RebuildViews {
  /// How long after the switch the build before it stays: invocations that began before write it.
  public static final Duration KEPT_AFTER_SWITCH = Duration.ofMinutes(5);

  private static final Duration ONE_PART = Duration.ofSeconds(5);
  private static final int MOST_DIFFERENCES = 100;

  private final Generations generations;
  private final HistoryScan histories;
  private final ViewStore views;
  private final ViewScan scan;
  private final Chance chance;

  public RebuildViews(
      Generations generations,
      HistoryScan histories,
      ViewStore views,
      ViewScan scan,
      Chance chance) {
    this.generations = generations;
    this.histories = histories;
    this.views = views;
    this.scan = scan;
    this.chance = chance;
  }

  public sealed interface Result {}

  /// Events were taken in.
  ///
  /// @param added events that the build did not have
  /// @param unreadable history entries that cannot be read, which the stream puts aside too
  /// @param refused events that the views cannot take
  /// @param isDone whether the build has every event
  /// @param next where to go on if it has not; nothing: at the beginning
  public record Built(
      long generation,
      long added,
      long unreadable,
      long refused,
      boolean isDone,
      Optional<Position> next)
      implements Result {}

  /// What the builds have and in what they differ.
  ///
  /// @param events how many events of the parts read the current build has
  /// @param nextEvents how many events of the parts read the next build has
  /// @param differences a hundred at most, and no more are looked for then
  public record Compared(
      long generation,
      long events,
      long nextEvents,
      List<ViewDifference> differences,
      Optional<Position> next)
      implements Result {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  /// The build is the one that is read.
  public record Switched(long generation) implements Result {}

  /// Items of builds that are not needed were removed.
  public record Dropped(long items, Optional<Position> next) implements Result {}

  /// The build is given up.
  public record Abandoned() implements Result {}

  /// The step is not possible now; nothing has happened.
  public record Refused(String why) implements Result {}

  /// Begins a build or goes on with it.
  public Result build(Optional<Position> after, Deadline deadline) {
    ViewBuilds builds = generations.begin();
    if (builds.next().isEmpty()) {
      return new Refused("another step changed the builds at this moment");
    }
    long generation = builds.next().get().generation();
    Filling filling = new Filling(generation, deadline);
    Optional<Position> at = after;
    do {
      HistoryScan.Part part = histories.part(at);
      if (!filling.take(part)) {
        return filling.built(false, at);
      }
      at = part.next();
    } while (at.isPresent() && deadline.allows(ONE_PART));
    if (at.isEmpty() && !generations.reach(generation, ViewBuilds.Stage.BUILT)) {
      return new Refused("the build was given up meanwhile");
    }
    return filling.built(at.isEmpty(), at);
  }

  /// Takes parts of the histories into a build.
  private final class Filling {
    private final long generation;
    private final Deadline deadline;
    private long added;
    private long unreadable;
    private long refused;

    private Filling(long generation, Deadline deadline) {
      this.generation = generation;
      this.deadline = deadline;
    }

    /// Whether all of the part is in the build.
    private boolean take(HistoryScan.Part part) {
      unreadable += part.unreadable();
      Set<OrderEvent> known = new HashSet<>(views.known(generation, part.events()));
      Map<String, List<OrderEvent>> orders = new LinkedHashMap<>();
      part.events()
          .forEach(
              event -> orders.computeIfAbsent(event.orderId(), _ -> new ArrayList<>()).add(event));
      return orders.values().stream().allMatch(events -> takeOrder(events, known));
    }

    /// Once an event was missing, what the history has gained meanwhile is taken in too: the stream
    /// may have passed it over because of that one.
    private boolean takeOrder(List<OrderEvent> events, Set<OrderEvent> known) {
      List<OrderEvent> rest = events;
      boolean wasMissing = !known.containsAll(events);
      while (!rest.isEmpty()) {
        for (OrderEvent event : rest) {
          if (!known.contains(event) && !add(event)) {
            return false;
          }
        }
        rest =
            wasMissing
                ? histories.after(rest.getLast().orderId(), rest.getLast().sequence()).events()
                : List.of();
      }
      return true;
    }

    private boolean add(OrderEvent event) {
      if (!deadline.allows(UpdateViews.LONGEST_STEP)) {
        return false;
      }
      switch (views.apply(generation, event, deadline)) {
        case ViewCommit.Applied _ -> added++;
        case ViewCommit.Known _ -> {}
        case ViewCommit.Refused _ -> refused++;
        case ViewCommit.Busy _ -> {
          return false;
        }
      }
      return true;
    }

    private Built built(boolean isDone, Optional<Position> next) {
      return new Built(generation, added, unreadable, refused, isDone, next);
    }
  }

  /// Compares a build that has every event with the current one.
  public Result compare(Optional<Position> after, Deadline deadline) {
    ViewBuilds builds = generations.builds();
    Optional<ViewBuilds.Next> build =
        builds.next().filter(next -> next.stage() != ViewBuilds.Stage.BUILDING);
    if (build.isEmpty()) {
      return new Refused("there is no build that has every event");
    }
    long generation = build.get().generation();
    Compared sum = new Compared(generation, 0, 0, List.of(), after);
    do {
      sum = plus(sum, scan.compare(builds.current(), generation, sum.next()));
    } while (sum.next().isPresent()
        && sum.differences().size() < MOST_DIFFERENCES
        && deadline.allows(ONE_PART));
    if (sum.next().isEmpty() && !generations.reach(generation, ViewBuilds.Stage.COMPARED)) {
      return new Refused("the build was given up meanwhile");
    }
    return sum;
  }

  private static Compared plus(Compared sum, ViewScan.Compared part) {
    List<ViewDifference> all = new ArrayList<>(sum.differences());
    all.addAll(part.differences());
    return new Compared(
        sum.generation(),
        sum.events() + part.events(),
        sum.nextEvents() + part.nextEvents(),
        all,
        part.next());
  }

  /// Lets readers see the build that was compared.
  public Result switchOver() {
    Optional<ViewBuilds.Next> next = generations.builds().next();
    return next.isPresent() && generations.switchTo(next.get().generation(), chance.now())
        ? new Switched(next.get().generation())
        : new Refused("there is no build that was compared to its end");
  }

  /// Gives the build up that is being made.
  public Result abandon() {
    return generations.abandon() ? new Abandoned() : new Refused("no build is being made");
  }

  /// Removes builds that are neither read nor made.
  public Result drop(Optional<Position> after, Deadline deadline) {
    ViewBuilds builds = generations.builds();
    boolean isEarly =
        builds
            .switchedAt()
            .filter(at -> chance.now().isBefore(at.plus(KEPT_AFTER_SWITCH)))
            .isPresent();
    if (isEarly) {
      return new Refused("the build before stays for five minutes after the switch");
    }
    Dropped sum = new Dropped(0, after);
    do {
      ViewScan.Dropped part = scan.drop(builds, sum.next());
      sum = new Dropped(sum.items() + part.items(), part.next());
    } while (sum.next().isPresent() && deadline.allows(ONE_PART));
    return sum;
  }
}
