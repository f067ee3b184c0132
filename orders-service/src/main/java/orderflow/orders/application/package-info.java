/// The use cases of the orders service: one a class, with a sealed outcome.
@NullMarked
package orderflow.orders.application;

import org.jspecify.annotations.NullMarked;
