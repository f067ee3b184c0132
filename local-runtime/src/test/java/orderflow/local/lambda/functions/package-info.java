/// Functions that tests run in child JVMs. They see the Runtime Interface Client and nothing else
/// of the platform.
@NullMarked
package orderflow.local.lambda.functions;

import org.jspecify.annotations.NullMarked;
