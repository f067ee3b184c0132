/// The upload bucket: presigned uploads, and objects read as a stream that survives a cut
/// connection. The only package that sees the S3 SDK.
@NullMarked
package orderflow.imports.s3;

import org.jspecify.annotations.NullMarked;
