package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.MfaToken;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PendingLogin;
import orderflow.auth.domain.Proof;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.auth.token.SigningKey;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// The second half of a login: a code of the app or a recovery code after the password. One code
/// begins one session, however often it is sent. The signing key is looked for before anything is
/// used up.
public final class LogInWithCode {
  private static final int ATTEMPTS = 4;

  private final AccountStore accounts;
  private final MfaStore store;
  private final CodeCheck codes;
  private final SigningKeys keys;
  private final TokenGrants grants;
  private final LoginGuard guard;
  private final MailOrders mails;
  private final Chance chance;

  public LogInWithCode(
      AccountStore accounts,
      MfaStore store,
      CodeCheck codes,
      SigningKeys keys,
      TokenGrants grants,
      LoginGuard guard,
      MailOrders mails,
      Chance chance) {
    this.accounts = accounts;
    this.store = store;
    this.codes = codes;
    this.keys = keys;
    this.grants = grants;
    this.guard = guard;
    this.mails = mails;
    this.chance = chance;
  }

  /// A second half.
  ///
  /// @param token what the first half gave
  /// @param issuer `iss` of the access token
  public record Attempt(String token, String code, String issuer, Origin origin) {}

  /// What it came to.
  public sealed interface Result {

    record Granted(String userId, TokenGrant grant) implements Result {}

    /// There is no such token, it is too old, it was tried too often, it was used, or the account
    /// has changed since the password was checked.
    record InvalidToken() implements Result {}

    record WrongCode() implements Result {}

    /// Too many wrong codes came; a recovery code is still looked at.
    record Blocked(Duration retryAfter) implements Result {}

    /// Other codes for the account were in the way; nothing was written.
    record Busy() implements Result {}

    /// No signing key has been made yet.
    record NoKeys() implements Result {}
  }

  public Result logIn(Attempt attempt, Deadline deadline) {
    Optional<MfaToken> token = MfaToken.parse(attempt.token());
    if (token.isEmpty()) {
      return new Result.InvalidToken();
    }
    return keys.current()
        .map(key -> logIn(token.get(), attempt, key, deadline))
        .orElseGet(Result.NoKeys::new);
  }

  private Result logIn(MfaToken token, Attempt attempt, SigningKey key, Deadline deadline) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Result> result = once(token, attempt, key, deadline);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  private Optional<Result> once(
      MfaToken token, Attempt attempt, SigningKey key, Deadline deadline) {
    Instant now = chance.now();
    Optional<PendingLogin> login = store.login(token.hash()).filter(found -> found.isOpen(now));
    Optional<Account> account =
        login.flatMap(open -> accounts.find(open.userId()).filter(open::isOf));
    if (login.isEmpty() || account.isEmpty()) {
      return Optional.of(new Result.InvalidToken());
    }
    return switch (codes.check(account.get().id(), attempt.code(), now)) {
      case CodeCheck.Finding.Off _ -> Optional.of(new Result.InvalidToken());
      case CodeCheck.Finding.Blocked(Duration retryAfter) ->
          Optional.of(new Result.Blocked(retryAfter));
      case CodeCheck.Finding.Wrong(var failed) ->
          refused(login.get(), failed, attempt.origin(), deadline);
      case CodeCheck.Finding.Right(Proof proof) ->
          granted(
              new Begin(login.get(), account.get(), proof, now),
              attempt,
              new TokenGrants.Signing(key, attempt.issuer(), now),
              deadline);
    };
  }

  private Optional<Result> refused(
      PendingLogin login, Optional<MfaStore.Failed> failed, Origin origin, Deadline deadline) {
    AuditEntry entry =
        AuditEntry.at(chance.now(), chance, AuditAction.MFA_REFUSED, login.userId(), origin);
    return store.refuse(Optional.of(login), failed, entry, deadline)
        ? Optional.of(new Result.WrongCode())
        : Optional.empty();
  }

  private record Begin(PendingLogin login, Account account, Proof proof, Instant now) {}

  private Optional<Result> granted(
      Begin begin, Attempt attempt, TokenGrants.Signing signing, Deadline deadline) {
    Account account = begin.account();
    Session session =
        Session.begin(
                chance.ids().next(Session.ID_PREFIX), account, begin.login().device(), begin.now())
            .by(Session.PASSWORD_AND_CODE);
    RefreshToken first = RefreshToken.fresh(account.id(), session.id(), chance.random());
    boolean done =
        store.logIn(
            begin.login(),
            begin.proof(),
            session,
            first,
            entries(begin, session, attempt),
            deadline);
    if (!done) {
      return Optional.empty();
    }
    arrived(begin, attempt.origin(), deadline);
    return Optional.of(
        new Result.Granted(account.id(), grants.grant(account, session, first, signing)));
  }

  private void arrived(Begin begin, Origin origin, Deadline deadline) {
    Account account = begin.account();
    if (!guard.introduce(account.email(), origin)) {
      mails.newDevice(account.id(), begin.login().device(), begin.now(), origin, deadline);
    }
  }

  private List<AuditEntry> entries(Begin begin, Session session, Attempt attempt) {
    List<AuditAction> actions = new ArrayList<>(List.of(AuditAction.LOGIN_SUCCEEDED));
    if (begin.proof() instanceof Proof.OfRecovery) {
      actions.add(AuditAction.MFA_RECOVERED);
    }
    String userId = begin.account().id();
    Origin origin = attempt.origin().by(userId);
    return actions.stream()
        .map(
            action -> AuditEntry.at(begin.now(), chance, action, userId, origin).with(session.id()))
        .toList();
  }
}
