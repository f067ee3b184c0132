/// A use case that reads what it should be handed.
@NullMarked
package orderflow.system.architecture.planted.application;

import org.jspecify.annotations.NullMarked;
