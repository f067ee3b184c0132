/// Commands of a direct invoke: items in, use case, one result an item out, in order.
@NullMarked
package orderflow.orders.commands;

import org.jspecify.annotations.NullMarked;
