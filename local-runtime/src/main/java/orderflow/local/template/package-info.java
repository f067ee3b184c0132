/// Reads `template.yaml` into a typed model: YAML, intrinsic functions, parameters, conditions and
/// Globals. Says with file, line and column what it refuses and what it reports as not emulated;
/// starts nothing.
@NullMarked
package orderflow.local.template;

import org.jspecify.annotations.NullMarked;
