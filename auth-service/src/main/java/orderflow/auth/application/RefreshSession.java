package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.SuccessorSeal;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.Rotation;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;

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
  private final Chance chance;

  public RefreshSession(
      AccountStore accounts,
      SessionStore sessions,
      SigningKeys keys,
      TokenGrants grants,
      Chance chance) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.keys = keys;
    this.grants = grants;
    this.chance = chance;
  }

  /// What a refresh came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    /// No token, no such session, a session that ended, or an account that is not active.
    record Invalid() implements Result {}

    /// The token was used before: its session is over.
    record Reused(String userId, String sessionId) implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  /// Uses the token up.
  ///
  /// @param text what the client sent
  /// @param issuer `iss` of the access token
  public Result refresh(String text, String issuer) {
    return RefreshToken.parse(text)
        .map(token -> refresh(token, issuer))
        .orElseGet(Result.Invalid::new);
  }

  private Result refresh(RefreshToken presented, String issuer) {
    Optional<Account> account = accounts.find(presented.userId()).filter(Account::isActive);
    if (account.isEmpty()) {
      return new Result.Invalid();
    }
    return keys.current()
        .map(key -> rotate(presented, account.get(), issuer, key))
        .orElseGet(Result.NoKeys::new);
  }

  private Result rotate(RefreshToken presented, Account account, String issuer, SigningKey key) {
    Instant now = chance.clock().instant();
    RefreshToken next =
        RefreshToken.fresh(presented.userId(), presented.sessionId(), chance.random());
    byte[] sealed = SuccessorSeal.seal(presented, next, chance.random());
    return switch (sessions.rotate(presented, next, sealed, now)) {
      case Rotation.Ended _ -> new Result.Invalid();
      case Rotation.Reused _ -> new Result.Reused(presented.userId(), presented.sessionId());
      // All sessions of the account were ended: no one gets the successor, so this one is over too.
      case Rotation.Rotated(var session, _) when !session.isOf(account) -> new Result.Invalid();
      case Rotation.Rotated(var session, var successor) ->
          new Result.Granted(
              account.id(),
              grants.grant(account, session, successor, new TokenGrants.Signing(key, issuer, now)));
    };
  }
}
