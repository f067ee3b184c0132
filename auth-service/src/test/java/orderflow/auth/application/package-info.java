/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.application;

import org.jspecify.annotations.NullMarked;
