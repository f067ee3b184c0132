/// Tests of schedule expressions.
@NullMarked
package orderflow.schedule;

import org.jspecify.annotations.NullMarked;
