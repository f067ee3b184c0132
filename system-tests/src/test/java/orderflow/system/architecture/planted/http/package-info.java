/// An edge with a name that says nothing.
@NullMarked
package orderflow.system.architecture.planted.http;

import org.jspecify.annotations.NullMarked;
