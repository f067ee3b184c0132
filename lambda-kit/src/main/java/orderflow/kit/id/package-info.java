/// Ids that begin with their time of creation.
@NullMarked
package orderflow.kit.id;

import org.jspecify.annotations.NullMarked;
