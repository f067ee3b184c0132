/// What can be done with imports, one use case a class.
@NullMarked
package orderflow.imports.application;

import org.jspecify.annotations.NullMarked;
