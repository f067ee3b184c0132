/// Configuration from the environment of a function, read once at its start. The environment is a
/// value: only a function's own constructor asks the system for it.
@NullMarked
package orderflow.kit.config;

import org.jspecify.annotations.NullMarked;
