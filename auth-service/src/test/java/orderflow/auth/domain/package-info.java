/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.domain;

import org.jspecify.annotations.NullMarked;
