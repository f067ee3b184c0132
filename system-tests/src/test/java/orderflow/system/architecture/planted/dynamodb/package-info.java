/// A store, as it should be.
@NullMarked
package orderflow.system.architecture.planted.dynamodb;

import org.jspecify.annotations.NullMarked;
