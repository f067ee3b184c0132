/// The gateway before DynamoDB: knows the calling function, holds it to its policy, and refuses
/// what the real service refuses.
@NullMarked
package orderflow.local.store;

import org.jspecify.annotations.NullMarked;
