/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.token;

import org.jspecify.annotations.NullMarked;
