/// Files as streams of bytes, CSV or JSON Lines: records with their places in the file, strict
/// UTF-8, the header. The reader knows byte offsets, so that a run can go on in the middle of an
/// object.
@NullMarked
package orderflow.imports.csv;

import org.jspecify.annotations.NullMarked;
