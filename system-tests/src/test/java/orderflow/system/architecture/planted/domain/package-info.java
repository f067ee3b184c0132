/// A domain that knows too much.
@NullMarked
package orderflow.system.architecture.planted.domain;

import org.jspecify.annotations.NullMarked;
