package orderflow.orders.application;

import java.util.Optional;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderChange;
import orderflow.orders.domain.Origin;
import orderflow.orders.dynamodb.Commit;
import orderflow.orders.dynamodb.OrderStore;

/// Takes an order one step on. Checked in this order: the key, whether the order exists, the
/// version the caller decided on, the business rule; so a replay answers although its version is
/// stale.
public final class ChangeOrder {
  private static final int TRIES = 5;

  private final OrderStore orders;
  private final MarkerStore markers;
  private final Chance chance;

  public ChangeOrder(OrderStore orders, MarkerStore markers, Chance chance) {
    this.orders = orders;
    this.markers = markers;
    this.chance = chance;
  }

  /// The step as a pure function of the order.
  @FunctionalInterface
  public interface Step {
    OrderChange of(Order order, Origin origin);
  }

  /// Which order is to take which step, for whom.
  public record Request(
      String orderId, Step step, VersionGuard guard, Actor actor, String requestId) {}

  /// Takes the step. A guard that holds for every version lets a step that lost a race decide again
  /// on the winner's state.
  public Outcome change(
      Request request, Attempt attempt, AnswerWriter<Order> writer, Deadline deadline) {
    Optional<String> owner = ownerOf(request);
    if (owner.isEmpty()) {
      return unknown(attempt);
    }
    for (int attempts = 0; attempts < TRIES; attempts++) {
      Optional<Outcome> outcome = tryOnce(request, owner.get(), attempt, writer, deadline);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.InProgress();
  }

  private Optional<String> ownerOf(Request request) {
    return request.actor().actsForAnyCustomer()
        ? orders.customerOf(request.orderId())
        : Optional.of(request.actor().id());
  }

  private Outcome unknown(Attempt attempt) {
    Marker marker = markers.find(attempt);
    return marker instanceof Marker.None ? new Outcome.NotFound() : Outcome.of(marker);
  }

  private Optional<Outcome> tryOnce(
      Request request,
      String owner,
      Attempt attempt,
      AnswerWriter<Order> writer,
      Deadline deadline) {
    OrderStore.Found found = orders.find(attempt, owner, request.orderId());
    if (!(found.marker() instanceof Marker.None)) {
      return Optional.of(Outcome.of(found.marker()));
    }
    if (found.order().isEmpty()) {
      return Optional.of(new Outcome.NotFound());
    }
    Order order = found.order().get();
    return switch (request.guard().check(order.version())) {
      case MISSING -> Optional.of(new Outcome.VersionRequired());
      case FAILS -> Optional.of(new Outcome.VersionChanged(order.version()));
      case HOLDS -> decide(request, order, attempt, writer, deadline);
    };
  }

  private Optional<Outcome> decide(
      Request request,
      Order order,
      Attempt attempt,
      AnswerWriter<Order> writer,
      Deadline deadline) {
    Origin origin = Origins.of(chance, request.actor(), request.requestId(), attempt.now());
    return switch (request.step().of(order, origin)) {
      case OrderChange.Made made -> commit(made, attempt, writer, deadline);
      case OrderChange refused -> {
        Answer answer = writer.refused(new Refusal.NoStep(refused));
        yield Optional.of(Outcome.of(markers.keep(attempt, answer)));
      }
    };
  }

  private Optional<Outcome> commit(
      OrderChange.Made made, Attempt attempt, AnswerWriter<Order> writer, Deadline deadline) {
    Answer answer = writer.done(made.order());
    return switch (orders.change(attempt, made, answer, deadline)) {
      case Commit.Done _ -> Optional.of(new Outcome.Answered(answer, false));
      case Commit.Known(Marker marker) -> Optional.of(Outcome.of(marker));
      case Commit.Stale _ -> Optional.empty();
      case Commit.TooFew _, Commit.Busy _ -> Optional.of(new Outcome.InProgress());
    };
  }
}
