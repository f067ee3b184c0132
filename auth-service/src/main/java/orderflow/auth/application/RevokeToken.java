package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.token.AccessClaims;
import orderflow.kit.time.Deadline;

/// Ends what a token stands for (RFC 7009 §2).
///
/// A client revokes tokens that were issued to it and no others. People's tokens are issued to the
/// public client [TokenGrants#FIRST_PARTY], which has no secret: whoever holds one may revoke it
/// without saying who it is (RFC 7009 §5), because what comes of it is what comes of a logout. The
/// refresh token and the access token both end the session. A client's own access token cannot be
/// ended before it expires, which is minutes away: delete the client, or remove the secret.
///
/// Sent again, a revocation has the same answer.
public final class RevokeToken {
  private final AccessTokens tokens;
  private final SessionStore sessions;
  private final EndSession endSession;

  public RevokeToken(AccessTokens tokens, SessionStore sessions, EndSession endSession) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.endSession = endSession;
  }

  /// How it came out.
  public enum Result {
    /// The token is worth nothing now, or never was.
    REVOKED,
    /// The token was issued to another client; it is as good as before.
    NOT_YOURS,
    /// Only the client itself may do that, and nobody has shown to be it.
    UNAUTHENTICATED,
    /// Tokens of this kind cannot be revoked.
    UNSUPPORTED,
    /// Other writes were in the way; the session may live still.
    BUSY
  }

  /// Revokes a token of either kind.
  ///
  /// @param text what was sent
  /// @param caller the client that has shown who it is; nobody for a public client
  /// @param issuer `iss` of the tokens made here
  public Result revoke(
      String text, Optional<Client> caller, String issuer, Origin origin, Deadline deadline) {
    Optional<RefreshToken> refresh = RefreshToken.parse(text);
    if (refresh.isPresent()) {
      return caller.isPresent()
          ? foreign(refresh.get())
          : result(endSession.byToken(text, origin, deadline));
    }
    return tokens
        .read(text, issuer)
        .map(claims -> revoke(claims, caller, origin, deadline))
        .orElse(Result.REVOKED);
  }

  private Result foreign(RefreshToken token) {
    return sessions.recognizes(token) ? Result.NOT_YOURS : Result.REVOKED;
  }

  private Result revoke(
      AccessClaims claims, Optional<Client> caller, Origin origin, Deadline deadline) {
    if (caller.isPresent()) {
      return caller.get().id().equals(claims.clientId()) ? Result.UNSUPPORTED : Result.NOT_YOURS;
    }
    return claims
        .login()
        .map(login -> new Session.Key(claims.subject(), login.sessionId()))
        .map(session -> endSession.byId(session, origin.by(session.userId()), deadline))
        .map(RevokeToken::result)
        .orElse(Result.UNAUTHENTICATED);
  }

  private static Result result(EndSession.Result ended) {
    return ended == EndSession.Result.BUSY ? Result.BUSY : Result.REVOKED;
  }
}
