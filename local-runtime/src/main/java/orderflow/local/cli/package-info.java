/// The commands of `./local`. Every problem is told as what was found, what was expected and how to
/// mend it.
@NullMarked
package orderflow.local.cli;

import org.jspecify.annotations.NullMarked;
