/// The platform's time: the machine's clock, moved by an offset that the functions see too.
@NullMarked
package orderflow.local.clock;

import org.jspecify.annotations.NullMarked;
