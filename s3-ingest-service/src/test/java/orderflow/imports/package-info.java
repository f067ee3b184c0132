/// Tests of the functions over DynamoDB Local, S3Proxy and a commands function that is played.
@NullMarked
package orderflow.imports;

import org.jspecify.annotations.NullMarked;
