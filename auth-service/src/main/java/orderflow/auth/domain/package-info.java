/// Accounts, roles and scopes, sessions and refresh tokens: pure Java, no SDK, no JSON, no clock.
@NullMarked
package orderflow.auth.domain;

import org.jspecify.annotations.NullMarked;
