/// An HTTP API of API Gateway on one machine: routes, payload format 2.0, Lambda authorizers, CORS,
/// limits and throttling. Rules and their sources are those of the API Gateway Developer Guide.
@NullMarked
package orderflow.local.httpapi;

import org.jspecify.annotations.NullMarked;
