/// Tests of the reader of CSV.
@NullMarked
package orderflow.imports.csv;

import org.jspecify.annotations.NullMarked;
