/// Tests of the rules of a row and of counts.
@NullMarked
package orderflow.imports.domain;

import org.jspecify.annotations.NullMarked;
