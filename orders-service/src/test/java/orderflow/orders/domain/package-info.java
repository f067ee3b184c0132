/// Tests of the pure rules.
@NullMarked
package orderflow.orders.domain;

import org.jspecify.annotations.NullMarked;
