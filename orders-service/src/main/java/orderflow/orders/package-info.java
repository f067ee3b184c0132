/// Entry points, configuration and wiring of the orders service.
@NullMarked
package orderflow.orders;

import org.jspecify.annotations.NullMarked;
