/// The clock with its test offset, and the deadline of an invocation.
@NullMarked
package orderflow.kit.time;

import org.jspecify.annotations.NullMarked;
