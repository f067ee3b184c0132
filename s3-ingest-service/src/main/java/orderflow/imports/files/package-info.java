/// Notifications of the upload bucket: which import they mean, and the run that follows.
@NullMarked
package orderflow.imports.files;

import org.jspecify.annotations.NullMarked;
