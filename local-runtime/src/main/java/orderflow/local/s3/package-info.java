/// S3 of the platform: objects in a folder or in memory, and the notifications that changes of
/// objects send to functions.
@NullMarked
package orderflow.local.s3;

import org.jspecify.annotations.NullMarked;
