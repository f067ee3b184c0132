package orderflow.orders.dynamodb;

import java.util.Optional;
import orderflow.orders.domain.OrderRange;
import orderflow.orders.domain.OrderStatus;

/// Which orders to list, newest first.
///
/// @param customerId whose; absent: everybody's
/// @param status in which state; absent: any
/// @param range created when
public record OrderQuery(
    Optional<String> customerId, Optional<OrderStatus> status, OrderRange range) {}
