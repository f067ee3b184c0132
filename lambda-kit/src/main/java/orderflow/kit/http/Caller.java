package orderflow.kit.http;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Who sent a request, as the authorizer established it.
public sealed interface Caller {

  /// Whether the caller's token carries this scope.
  boolean has(String scope);

  /// Nobody: a route that needs no token, or a request without a good one.
  record Anonymous() implements Caller {
    @Override
    public boolean has(String scope) {
      return false;
    }
  }

  /// The holder of a good access token.
  ///
  /// @param subject user id, or client id for a client's own token
  /// @param roles empty for a client
  /// @param scopes what the token may be used for
  /// @param sessionId the login session, absent for a client
  /// @param clientId the client the token was issued to
  /// @param expiresAt end of the token's life
  /// @param authenticatedAt when the person behind the token last proved who they are
  ///   (`auth_time`), absent for a client
  /// @param methods how they did (`amr`, RFC 8176), for instance `pwd`, `otp`
  record Identified(
      String subject,
      Set<String> roles,
      Set<String> scopes,
      Optional<String> sessionId,
      String clientId,
      Instant expiresAt,
      Optional<Instant> authenticatedAt,
      Set<String> methods)
      implements Caller {

    public Identified {
      roles = Set.copyOf(roles);
      scopes = Set.copyOf(scopes);
      methods = Set.copyOf(methods);
    }

    @Override
    public boolean has(String scope) {
      return scopes.contains(scope);
    }

    /// Staff and admins act on any customer's orders.
    public boolean isStaff() {
      return roles.contains("staff") || roles.contains("admin");
    }

    /// A client's own token has the client as subject and no roles.
    public boolean isClient() {
      return roles.isEmpty() && subject.equals(clientId);
    }
  }
}
