/// Tests of the stores, on DynamoDB Local.
@NullMarked
package orderflow.orders.dynamodb;

import org.jspecify.annotations.NullMarked;
