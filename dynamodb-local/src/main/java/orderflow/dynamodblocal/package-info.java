/// DynamoDB Local on a loopback port, as a process of its own or in a test JVM. Nothing of it
/// reaches a function package.
@NullMarked
package orderflow.dynamodblocal;

import org.jspecify.annotations.NullMarked;
