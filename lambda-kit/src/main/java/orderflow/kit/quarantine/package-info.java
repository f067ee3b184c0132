/// Where events go that cannot be processed however often they come: letters in the dead-letter
/// bucket, in the shape that the redrive job reads. A module that quarantines declares the SDK's
/// `s3`.
@NullMarked
package orderflow.kit.quarantine;

import org.jspecify.annotations.NullMarked;
