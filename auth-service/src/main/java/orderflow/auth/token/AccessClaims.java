package orderflow.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an access token says about its bearer (RFC 9068 §2.2).
///
/// @param issuer who signed it
/// @param audience who it is for
/// @param tokenId `jti`
/// @param scope separated by spaces; may be empty
/// @param roles wire forms; empty for a client acting for itself
/// @param login the session the token came from; a client's own token has none
public record AccessClaims(
    String issuer,
    String subject,
    String audience,
    String clientId,
    Instant issuedAt,
    Instant expiresAt,
    String tokenId,
    String scope,
    List<String> roles,
    Optional<Login> login) {

  /// The login behind a token.
  ///
  /// @param sessionId `sid`
  /// @param authenticatedAt `auth_time`, whole seconds
  /// @param methods `amr` (RFC 8176)
  public record Login(String sessionId, Instant authenticatedAt, List<String> methods) {
    public Login {
      methods = List.copyOf(methods);
    }
  }

  public AccessClaims {
    roles = List.copyOf(roles);
  }
}
