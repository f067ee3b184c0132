package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;

/// Begins a session with address and password. An unknown address, a wrong password and an account
/// that is not active take the same work and give the same result.
public final class LogIn {
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final SigningKeys keys;
  private final PasswordHasher hasher;
  private final TokenGrants grants;
  private final Chance chance;

  public LogIn(
      AccountStore accounts,
      SessionStore sessions,
      SigningKeys keys,
      PasswordHasher hasher,
      TokenGrants grants,
      Chance chance) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.keys = keys;
    this.hasher = hasher;
    this.grants = grants;
    this.chance = chance;
  }

  /// A login.
  ///
  /// @param device what the client calls itself; may be empty
  /// @param issuer `iss` of the access token
  public record Attempt(EmailAddress email, Password password, String device, String issuer) {}

  /// What a login came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    record InvalidCredentials() implements Result {}

    /// Too many logins at once.
    record Busy() implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  public Result logIn(Attempt attempt) {
    Optional<Account> account = accounts.findByEmail(attempt.email());
    Optional<Boolean> matches =
        account
            .map(known -> hasher.matches(attempt.password(), known.credentials().passwordHash()))
            .orElseGet(() -> hasher.matchesNothing(attempt.password()));
    if (matches.isEmpty()) {
      return new Result.Busy();
    }
    return account
        .filter(known -> matches.get() && known.isActive())
        .map(known -> begin(known, attempt))
        .orElseGet(Result.InvalidCredentials::new);
  }

  private Result begin(Account account, Attempt attempt) {
    return keys.current()
        .<Result>map(key -> grant(account, attempt, key))
        .orElseGet(Result.NoKeys::new);
  }

  private Result grant(Account account, Attempt attempt, SigningKey key) {
    Instant now = chance.clock().instant();
    Session session =
        Session.begin(chance.ids().next(Session.ID_PREFIX), account, attempt.device(), now);
    RefreshToken token = RefreshToken.fresh(account.id(), session.id(), chance.random());
    sessions.begin(session, token);
    return new Result.Granted(
        account.id(),
        grants.grant(account, session, token, new TokenGrants.Signing(key, attempt.issuer(), now)));
  }
}
