/// One JSON line an event, on standard output, with an allow-list of fields.
@NullMarked
package orderflow.kit.log;

import org.jspecify.annotations.NullMarked;
