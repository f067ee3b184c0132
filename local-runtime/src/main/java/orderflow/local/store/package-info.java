/// The gateways before DynamoDB and S3: they know the calling function, hold it to its policy, and
/// refuse what the real service refuses. One evaluator of policies serves functions and mail too.
@NullMarked
package orderflow.local.store;

import org.jspecify.annotations.NullMarked;
