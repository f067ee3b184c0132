package orderflow.orders.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Basket;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.OrderChanges;
import orderflow.orders.domain.OrderDetails;
import orderflow.orders.domain.OrderTimes;
import orderflow.orders.domain.Pricing;
import orderflow.orders.domain.Quote;
import orderflow.orders.domain.Shortage;
import orderflow.orders.dynamodb.Claim;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.OrderStore;

/// Places an order: one strong read, one transaction. A refusal costs one write of the marker.
public final class PlaceOrder {
  private final OrderStore orders;
  private final MarkerStore markers;
  private final Chance chance;
  private final Duration expiry;

  public PlaceOrder(OrderStore orders, MarkerStore markers, Chance chance, Duration expiry) {
    this.orders = orders;
    this.markers = markers;
    this.chance = chance;
    this.expiry = expiry;
  }

  /// What is to be ordered, by whom, for whom.
  ///
  /// @param claimsReference whether the order's reference, if it has one, must be its customer's
  ///   first with it
  public record Request(
      String customerId,
      Basket basket,
      OrderDetails details,
      boolean claimsReference,
      Actor actor,
      String requestId) {

    Claim claim() {
      return new Claim(customerId, details.reference().filter(_ -> claimsReference));
    }
  }

  /// Places an order that was read a moment ago or, without that, is read now. What has changed
  /// since is found by the conditions of the transaction.
  public record Placement(Request request, Attempt attempt, Optional<Commit.Start> read) {
    public static Placement of(Request request, Attempt attempt) {
      return new Placement(request, attempt, Optional.empty());
    }

    private Placement unread() {
      return of(request, attempt);
    }

    private OrderStore.Wanted wanted() {
      return new OrderStore.Wanted(attempt, request.claim(), request.basket().skus());
    }
  }

  /// Reads what many placements need at once.
  public List<Placement> read(List<Placement> placements) {
    List<Commit.Start> starts = orders.start(placements.stream().map(Placement::wanted).toList());
    return IntStream.range(0, placements.size())
        .mapToObj(i ->
            new Placement(
                placements.get(i).request(),
                placements.get(i).attempt(),
                Optional.of(starts.get(i))))
        .toList();
  }

  public Outcome place(
      Request request, Attempt attempt, AnswerWriter<Order> writer, Deadline deadline) {
    return place(Placement.of(request, attempt), writer, deadline);
  }

  public Outcome place(Placement placement, AnswerWriter<Order> writer, Deadline deadline) {
    return tryOnce(placement, writer, deadline)
        .or(() -> tryOnce(placement.unread(), writer, deadline))
        .orElseGet(Outcome.InProgress::new);
  }

  /// Nothing when the reference was claimed between read and write: the next try finds its holder.
  private Optional<Outcome> tryOnce(
      Placement placement, AnswerWriter<Order> writer, Deadline deadline) {
    Request request = placement.request();
    Attempt attempt = placement.attempt();
    Commit.Start start =
        placement.read().orElseGet(() -> orders.start(List.of(placement.wanted())).getFirst());
    if (!(start.marker() instanceof Marker.None)) {
      return Optional.of(Outcome.of(start.marker()));
    }
    if (start.holder().isPresent()) {
      return start.holder().map(Outcome.Duplicate::new);
    }
    return switch (Pricing.price(request.basket(), start.catalogue())) {
      case Quote.Priced priced -> commit(request, priced, attempt, writer, deadline);
      case Quote refused ->
          Optional.of(
              keep(attempt, writer.refused(new Refusal.NoPrice(refused, request.basket()))));
    };
  }

  private Optional<Outcome> commit(
      Request request,
      Quote.Priced quote,
      Attempt attempt,
      AnswerWriter<Order> writer,
      Deadline deadline) {
    Instant now = attempt.now();
    Order order =
        Order.placed(
            chance.id("ord_", now),
            request.customerId(),
            request.details(),
            quote,
            OrderTimes.placedAt(now, expiry));
    OrderChange.Made made =
        OrderChanges.place(order, Origins.of(chance, request.actor(), request.requestId(), now));
    Answer answer = writer.done(order);
    return switch (orders.place(attempt, request.claim(), made, answer, deadline)) {
      case Commit.Done _ -> Optional.of(new Outcome.Answered(answer, false));
      case Commit.Known(Marker marker) -> Optional.of(Outcome.of(marker));
      case Commit.TooFew(Map<String, Long> left) ->
          Optional.of(keep(attempt, writer.refused(shortages(request.basket(), left))));
      case Commit.Stale _ -> Optional.empty();
      case Commit.Busy _ -> Optional.of(new Outcome.InProgress());
    };
  }

  private Outcome keep(Attempt attempt, Answer refusal) {
    return Outcome.of(markers.keep(attempt, refusal));
  }

  private static Refusal shortages(Basket basket, Map<String, Long> left) {
    List<Shortage> shortages =
        basket.lines().stream()
            .filter(line -> left.containsKey(line.sku()))
            .map(line ->
                new Shortage(line.sku(), line.quantity(), left.getOrDefault(line.sku(), 0L)))
            .toList();
    return new Refusal.OutOfStock(shortages, basket);
  }
}
