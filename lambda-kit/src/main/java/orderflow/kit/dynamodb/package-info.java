/// DynamoDB as every service uses it: a client with explicit limits, and transactions that are sent
/// again safely. It knows no table; keys and items belong to the services.
@NullMarked
package orderflow.kit.dynamodb;

import org.jspecify.annotations.NullMarked;
