/// The authorizer's own parts: public keys over one signed request, and the verdict as API Gateway
/// wants it. Neither the DynamoDB client nor password hashing is reached from here.
@NullMarked
package orderflow.auth.authorizer;

import org.jspecify.annotations.NullMarked;
