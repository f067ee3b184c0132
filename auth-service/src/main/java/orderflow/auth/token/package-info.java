/// Access tokens: JSON Web Keys, compact JWS, signing and strict verification (RFC 7515, 7517,
/// 7519, 8725, 9068). Signing and verifying is java-jwt's; reading is ours, so that neither its
/// ObjectMapper nor a lenient decoder takes part.
@NullMarked
package orderflow.auth.token;

import org.jspecify.annotations.NullMarked;
