/// Tests of the package of the same name.
@NullMarked
package orderflow.benchmarks;

import org.jspecify.annotations.NullMarked;
