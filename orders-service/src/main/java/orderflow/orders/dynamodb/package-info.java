/// The orders table: keys, items and transactions. The only package that sees the DynamoDB SDK; it
/// speaks domain types to the others.
@NullMarked
package orderflow.orders.dynamodb;

import org.jspecify.annotations.NullMarked;
