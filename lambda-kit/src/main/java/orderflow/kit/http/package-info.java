/// The HTTP edge of a function: request and response values, the route map, and the outermost
/// filter that turns every outcome and fault into an answer.
@NullMarked
package orderflow.kit.http;

import org.jspecify.annotations.NullMarked;
