/// Calls the commands function of another service through the Lambda API. Its module must declare
/// the SDK's lambda client, which is optional here.
@NullMarked
package orderflow.kit.invoke;

import org.jspecify.annotations.NullMarked;
