/// Functions that the platform's tests run in child JVMs.
@NullMarked
package orderflow.local.platform.functions;

import org.jspecify.annotations.NullMarked;
