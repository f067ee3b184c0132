package orderflow.auth.application;

import java.time.Instant;
import java.util.List;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Begins a session for an account that has shown every factor that is asked of it. Session and
/// audit entry are one transaction; the signing key is looked for before it.
public final class BeginSession {
  private final SessionStore sessions;
  private final SigningKeys keys;
  private final TokenGrants grants;
  private final Chance chance;

  public BeginSession(SessionStore sessions, SigningKeys keys, TokenGrants grants, Chance chance) {
    this.sessions = sessions;
    this.keys = keys;
    this.grants = grants;
    this.chance = chance;
  }

  /// Who logged in, how and where.
  ///
  /// @param methods `amr` of every token of the session
  /// @param device what the client calls itself; may be empty
  /// @param issuer `iss` of the access token
  public record Start(
      Account account, List<String> methods, String device, String issuer, Origin origin) {
    public Start {
      methods = List.copyOf(methods);
    }
  }

  /// What it came to.
  public sealed interface Result {

    record Begun(TokenGrant grant) implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}

    /// The session could not be written in time; nothing was.
    record Busy() implements Result {}
  }

  public Result begin(Start start, Deadline deadline) {
    return keys.current().map(key -> begin(start, key, deadline)).orElseGet(Result.NoKeys::new);
  }

  private Result begin(Start start, SigningKey key, Deadline deadline) {
    Account account = start.account();
    Instant now = chance.clock().instant();
    Session session =
        Session.begin(chance.ids().next(Session.ID_PREFIX), account, start.device(), now)
            .by(start.methods());
    RefreshToken token = RefreshToken.fresh(account.id(), session.id(), chance.random());
    AuditEntry entry =
        AuditEntry.at(
                now,
                chance,
                AuditAction.LOGIN_SUCCEEDED,
                account.id(),
                start.origin().by(account.id()))
            .with(session.id());
    return sessions.begin(session, token, entry, deadline)
        ? new Result.Begun(
            grants.grant(
                account, session, token, new TokenGrants.Signing(key, start.issuer(), now)))
        : new Result.Busy();
  }
}
