/// Products, stock and orders and the rules between them: pure Java without SDK, JSON or clock.
@NullMarked
package orderflow.orders.domain;

import org.jspecify.annotations.NullMarked;
