/// Runs DynamoDB Local as a process of its own and creates the template's tables in it.
@NullMarked
package orderflow.local.dynamodb;

import org.jspecify.annotations.NullMarked;
