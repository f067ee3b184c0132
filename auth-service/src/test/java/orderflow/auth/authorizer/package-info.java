/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.authorizer;

import org.jspecify.annotations.NullMarked;
