/// Files that are uploaded: announced, read, sent row by row to the orders service, and accounted
/// for.
@NullMarked
package orderflow.imports;

import org.jspecify.annotations.NullMarked;
