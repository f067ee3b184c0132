/// Waiting for several answers at once. Work returns values; nothing is collected by side effect.
@NullMarked
package orderflow.kit.concurrent;

import org.jspecify.annotations.NullMarked;
