/// Routes of the authentication service: bodies in, use case, outcome to status, views out.
@NullMarked
package orderflow.auth.http;

import org.jspecify.annotations.NullMarked;
