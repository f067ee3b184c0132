package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.domain.SessionEnd;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Ends one session: its refresh tokens are worth nothing from then on, and its access tokens
/// nothing on the routes of this service. Elsewhere an access token is good until it expires.
public final class EndSession {
  private final SessionStore sessions;
  private final Chance chance;

  public EndSession(SessionStore sessions, Chance chance) {
    this.sessions = sessions;
    this.chance = chance;
  }

  /// How it came out.
  public enum Result {
    /// The session is over, by this call or before it.
    OVER,
    UNKNOWN,
    /// Other writes were in the way; the session may live still.
    BUSY
  }

  /// Ends the session of whoever holds a refresh token. What is no token ends nothing; one that was
  /// used up long ago, or made up for a session that exists, ends it as it would on being
  /// refreshed.
  ///
  /// @param text what the client sent
  public Result byToken(String text, Origin origin, Deadline deadline) {
    Optional<RefreshToken> token = RefreshToken.parse(text);
    if (token.isEmpty()) {
      return Result.UNKNOWN;
    }
    return sessions.recognizes(token.get())
        ? loggedOut(token.get().session(), origin.by(token.get().userId()), deadline)
        : misused(token.get(), origin, deadline);
  }

  /// Ends a session of the caller, whichever it is.
  public Result byId(Session.Key session, Origin origin, Deadline deadline) {
    return loggedOut(session, origin, deadline);
  }

  /// Ends the session of a token that came back after its time.
  Result misused(RefreshToken token, Origin origin, Deadline deadline) {
    return end(
        token.session(),
        SessionEnd.REUSED,
        entry(AuditAction.SESSION_TOKEN_REUSED, token.session(), origin),
        deadline);
  }

  private Result loggedOut(Session.Key session, Origin origin, Deadline deadline) {
    return end(
        session,
        SessionEnd.LOGGED_OUT,
        entry(AuditAction.SESSION_ENDED, session, origin),
        deadline);
  }

  private Result end(Session.Key session, SessionEnd reason, AuditEntry entry, Deadline deadline) {
    return switch (sessions.end(session, reason, entry, deadline)) {
      case ENDED, WAS_OVER -> Result.OVER;
      case UNKNOWN -> Result.UNKNOWN;
      case BUSY -> Result.BUSY;
    };
  }

  private AuditEntry entry(AuditAction action, Session.Key session, Origin origin) {
    Instant now = chance.clock().instant();
    return AuditEntry.at(now, chance, action, session.userId(), origin).with(session.id());
  }
}
