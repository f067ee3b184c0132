package orderflow.orders.application;

import java.util.Optional;
import orderflow.orders.domain.Actor;
import orderflow.orders.domain.Order;
import orderflow.orders.dynamodb.OrderLists;
import orderflow.orders.dynamodb.OrderQuery;
import orderflow.orders.dynamodb.OrderStore;
import orderflow.orders.dynamodb.Page;

/// Reads orders. A customer's own id is part of the key, so that somebody else's order is not there
/// instead of being forbidden.
public final class ReadOrders {
  private final OrderStore orders;
  private final OrderLists lists;

  public ReadOrders(OrderStore orders, OrderLists lists) {
    this.orders = orders;
    this.lists = lists;
  }

  public Optional<Order> find(Actor actor, String orderId) {
    Optional<String> owner =
        actor.actsForAnyCustomer() ? orders.customerOf(orderId) : Optional.of(actor.id());
    return owner.flatMap(customer -> orders.find(customer, orderId));
  }

  public Page<Order> page(OrderQuery query, int limit, Optional<String> before) {
    return lists.page(query, limit, before);
  }
}
