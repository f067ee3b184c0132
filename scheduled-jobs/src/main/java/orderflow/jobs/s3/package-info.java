/// Reports and dead letters as objects.
@NullMarked
package orderflow.jobs.s3;

import org.jspecify.annotations.NullMarked;
