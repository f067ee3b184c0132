/// Programs that measure time on the packaged classes, run by hand.
@NullMarked
package orderflow.benchmarks;

import org.jspecify.annotations.NullMarked;
