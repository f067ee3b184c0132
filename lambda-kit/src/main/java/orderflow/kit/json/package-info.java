/// JSON as a small sealed tree: strict reading, decoding that collects all faults, writing. No
/// databind and no reflection, so that the first request of a function stays cheap.
@NullMarked
package orderflow.kit.json;

import org.jspecify.annotations.NullMarked;
