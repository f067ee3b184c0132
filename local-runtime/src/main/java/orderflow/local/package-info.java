/// The local platform: runs template.yaml on one machine.
@NullMarked
package orderflow.local;

import org.jspecify.annotations.NullMarked;
