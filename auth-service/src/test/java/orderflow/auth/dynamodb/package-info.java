/// Tests of the package of the same name.
@NullMarked
package orderflow.auth.dynamodb;

import org.jspecify.annotations.NullMarked;
