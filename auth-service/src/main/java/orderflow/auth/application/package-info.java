/// Use cases: one a class, with a sealed result that callers must handle.
@NullMarked
package orderflow.auth.application;

import org.jspecify.annotations.NullMarked;
