/// Imports, their counts and the rules of a row: pure Java, no SDK, no JSON, no clock.
@NullMarked
package orderflow.imports.domain;

import org.jspecify.annotations.NullMarked;
