/// Entry points, configuration and wiring of the import service.
@NullMarked
package orderflow.imports;

import org.jspecify.annotations.NullMarked;
