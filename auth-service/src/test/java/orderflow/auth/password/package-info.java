/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.password;

import org.jspecify.annotations.NullMarked;
