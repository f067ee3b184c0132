/// AuthTable and KeyTable: keys, items and transactions. The only package besides wiring that sees
/// the DynamoDB client; it speaks domain types.
@NullMarked
package orderflow.auth.dynamodb;

import org.jspecify.annotations.NullMarked;
