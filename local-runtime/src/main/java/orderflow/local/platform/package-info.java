/// The running whole: starts, seeds, reloads and stops the parts.
@NullMarked
package orderflow.local.platform;

import org.jspecify.annotations.NullMarked;
