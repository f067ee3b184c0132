/// S3 as every service uses it: a client with explicit limits. It knows no bucket and no key.
@NullMarked
package orderflow.kit.s3;

import org.jspecify.annotations.NullMarked;
