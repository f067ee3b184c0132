/// Routes of imports: request in, use case, answer out.
@NullMarked
package orderflow.imports.http;

import org.jspecify.annotations.NullMarked;
