package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Scopes;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.Rotation;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Exchanges a refresh token for its successor and a new access token with the account's roles of
/// this moment.
///
/// A client whose answer was lost sends the same token again within the grace and gets the same
/// successor. The signing key is looked for before the token is used up.
public final class RefreshSession {
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final SigningKeys keys;
  private final TokenGrants grants;
  private final EndSession endSession;
  private final Chance chance;

  public RefreshSession(
      AccountStore accounts,
      SessionStore sessions,
      SigningKeys keys,
      TokenGrants grants,
      EndSession endSession,
      Chance chance) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.keys = keys;
    this.grants = grants;
    this.endSession = endSession;
    this.chance = chance;
  }

  /// What a refresh came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    /// No token, no such session, a session that ended, or an account that is not active.
    record Invalid() implements Result {}

    /// The token was used before: its session is over.
    record Reused(String userId, String sessionId) implements Result {}

    /// More is asked for than the account may do; the token is as good as before.
    record ScopeExceeded() implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}

    /// Other writes to the session were in the way; the same token may be sent again.
    record Busy() implements Result {}
  }

  /// A refresh token that somebody sent.
  ///
  /// @param text what the client sent
  /// @param wanted scopes that this access token is confined to (RFC 6749 §6); all of the account's
  ///   if not said
  /// @param issuer `iss` of the access token
  public record Attempt(String text, Optional<Scopes> wanted, String issuer, Origin origin) {

    /// For everything that the account may do.
    public Attempt(String text, String issuer, Origin origin) {
      this(text, Optional.empty(), issuer, origin);
    }

    @Override
    public String toString() {
      return "Attempt[hidden]";
    }
  }

  /// Uses the token up.
  public Result refresh(Attempt attempt, Deadline deadline) {
    return RefreshToken.parse(attempt.text())
        .map(token -> refresh(token, attempt, deadline))
        .orElseGet(Result.Invalid::new);
  }

  private Result refresh(RefreshToken presented, Attempt attempt, Deadline deadline) {
    Optional<Account> account = accounts.find(presented.userId()).filter(Account::isActive);
    if (account.isEmpty()) {
      return new Result.Invalid();
    }
    Scopes scopes = attempt.wanted().orElse(account.get().scopes());
    if (!account.get().scopes().includes(scopes)) {
      // A token that was made up is not told what the account may do.
      return sessions.recognizes(presented) ? new Result.ScopeExceeded() : new Result.Invalid();
    }
    Optional<SigningKey> key = keys.current();
    if (key.isEmpty()) {
      return new Result.NoKeys();
    }
    Instant now = chance.clock().instant();
    return switch (rotate(presented, now)) {
      case Rotation.Ended _ -> new Result.Invalid();
      case Rotation.Reused _ -> reused(presented);
      case Rotation.Misused _ -> misused(presented, attempt, deadline);
      case Rotation.Busy _ -> new Result.Busy();
      // All sessions of the account were ended: no one gets the successor, so this one is over too.
      case Rotation.Rotated(var session, _) when !session.isOf(account.get()) ->
          new Result.Invalid();
      case Rotation.Rotated(var session, var successor) ->
          new Result.Granted(
              account.get().id(),
              grants.grant(
                  account.get(),
                  session,
                  successor,
                  scopes,
                  new TokenGrants.Signing(key.get(), attempt.issuer(), now)));
    };
  }

  private Rotation rotate(RefreshToken presented, Instant now) {
    RefreshToken next =
        RefreshToken.fresh(presented.userId(), presented.sessionId(), chance.random());
    byte[] sealed = SuccessorSeal.seal(presented, next, chance.random());
    return sessions.rotate(presented, next, sealed, now);
  }

  /// The session ends before anybody hears of it: an answer that came first could be the last thing
  /// that happens.
  private Result misused(RefreshToken presented, Attempt attempt, Deadline deadline) {
    return switch (endSession.misused(presented, attempt.origin(), deadline)) {
      case OVER -> reused(presented);
      case UNKNOWN -> new Result.Invalid();
      case BUSY -> new Result.Busy();
    };
  }

  private static Result reused(RefreshToken presented) {
    return new Result.Reused(presented.userId(), presented.sessionId());
  }
}
