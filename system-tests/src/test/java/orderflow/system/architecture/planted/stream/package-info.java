/// Planted: an edge that another edge knows.
@NullMarked
package orderflow.system.architecture.planted.stream;

import org.jspecify.annotations.NullMarked;
