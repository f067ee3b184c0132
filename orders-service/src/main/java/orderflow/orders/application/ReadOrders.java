package orderflow.orders.application;

import java.util.Optional;
import orderflow.kit.dynamodb.Page;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Order;
import orderflow.orders.domain.OrderEvent;
import orderflow.orders.dynamodb.HistoryReader;
import orderflow.orders.dynamodb.OrderLists;
import orderflow.orders.dynamodb.OrderQuery;
import orderflow.orders.dynamodb.OrderStore;

/// Reads orders. A customer's own id is part of the key, so that somebody else's order is not there
/// instead of being forbidden.
public final class ReadOrders {
  private final OrderStore orders;
  private final OrderLists lists;
  private final HistoryReader histories;

  public ReadOrders(OrderStore orders, OrderLists lists, HistoryReader histories) {
    this.orders = orders;
    this.lists = lists;
    this.histories = histories;
  }

  public Optional<Order> find(Actor actor, String orderId) {
    Optional<String> owner =
        actor.actsForAnyCustomer() ? orders.customerOf(orderId) : Optional.of(actor.id());
    return owner.flatMap(customer -> orders.find(customer, orderId));
  }

  public Page<Order> page(OrderQuery query, int limit, Optional<String> before) {
    return lists.page(query, limit, before);
  }

  /// The events of an order, oldest first; nothing for one that is not there for this actor. Every
  /// event names its customer, so no other read is needed to know.
  ///
  /// @param after sequence of the last event of the page before
  public Optional<Page<OrderEvent>> history(
      Actor actor, String orderId, int limit, Optional<String> after) {
    Page<OrderEvent> page = histories.page(orderId, limit, after);
    boolean theirs =
        actor.actsForAnyCustomer()
            || page.data().stream().allMatch(event -> event.customerId().equals(actor.id()));
    return theirs && (after.isPresent() || !page.data().isEmpty())
        ? Optional.of(page)
        : Optional.empty();
  }
}
