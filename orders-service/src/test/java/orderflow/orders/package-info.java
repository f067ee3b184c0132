/// Tests of the orders service on real tables, through its functions.
@NullMarked
package orderflow.orders;

import org.jspecify.annotations.NullMarked;
