/// `api/openapi.yaml` against the template, the error codes and its own rules, and the files that
/// are generated from it.
@NullMarked
package orderflow.system.openapi;

import org.jspecify.annotations.NullMarked;
