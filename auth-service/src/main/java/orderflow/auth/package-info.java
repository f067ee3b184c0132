/// Entry points, configuration and wiring of the authentication service.
@NullMarked
package orderflow.auth;

import org.jspecify.annotations.NullMarked;
