package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.auth.token.AccessClaims;

/// Says what a token is worth at this moment (RFC 7662 §2.2), which its signature alone does not
/// tell: a person's token is worth nothing once the session is over, a client's once the client is
/// gone. Only reads.
public final class IntrospectToken {
  private final AccessTokens tokens;
  private final ReadSessions sessions;
  private final ClientStore clients;

  public IntrospectToken(AccessTokens tokens, ReadSessions sessions, ClientStore clients) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.clients = clients;
  }

  /// What was found.
  public sealed interface Result {

    /// Not a token of this issuer, expired, used up or revoked: which, is nobody's business.
    record Inactive() implements Result {}

    record Access(AccessClaims claims) implements Result {}

    record Refresh(ReadSessions.Standing standing) implements Result {}
  }

  /// Looks at a token of either kind.
  ///
  /// @param text what was sent
  /// @param issuer `iss` of the tokens made here
  public Result introspect(String text, String issuer) {
    Optional<RefreshToken> refresh = RefreshToken.parse(text);
    Optional<? extends Result> found =
        refresh.isPresent()
            ? sessions.standing(refresh.get()).map(Result.Refresh::new)
            : tokens.read(text, issuer).filter(this::isLive).map(Result.Access::new);
    return found.isPresent() ? found.get() : new Result.Inactive();
  }

  private boolean isLive(AccessClaims claims) {
    return claims
        .login()
        .map(login -> sessions.isLive(new Session.Key(claims.subject(), login.sessionId())))
        .orElseGet(() -> clients.find(claims.clientId()).isPresent());
  }
}
