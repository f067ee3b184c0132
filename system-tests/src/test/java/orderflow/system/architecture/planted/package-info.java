/// A service in which every rule is broken once, for the rules to find.
@NullMarked
package orderflow.system.architecture.planted;

import org.jspecify.annotations.NullMarked;
