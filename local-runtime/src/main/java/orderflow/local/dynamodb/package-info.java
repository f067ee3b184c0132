/// Runs DynamoDB Local as a process of its own, creates the template's tables in it, brings its
/// stream records to functions and deletes expired items.
@NullMarked
package orderflow.local.dynamodb;

import org.jspecify.annotations.NullMarked;
