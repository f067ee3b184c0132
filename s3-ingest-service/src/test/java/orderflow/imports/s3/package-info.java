/// Tests of reading objects over connections that break.
@NullMarked
package orderflow.imports.s3;

import org.jspecify.annotations.NullMarked;
