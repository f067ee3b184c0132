/// DynamoDB as every service uses it: a client with explicit limits, transactions that are sent
/// again safely, idempotency markers and list cursors. It knows no table and no keys but those of
/// markers and of the cursors' secret; everything else belongs to the services.
@NullMarked
package orderflow.kit.dynamodb;

import org.jspecify.annotations.NullMarked;
