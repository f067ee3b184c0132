/// What every AWS SDK client of a function has in common: connections, silence and retries.
@NullMarked
package orderflow.kit.sdk;

import org.jspecify.annotations.NullMarked;
