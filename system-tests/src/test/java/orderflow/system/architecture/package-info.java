/// Which module and package may know which, as rules over the compiled classes. Each rule is shown
/// the classes in `planted`, which break it.
@NullMarked
package orderflow.system.architecture;

import org.jspecify.annotations.NullMarked;
