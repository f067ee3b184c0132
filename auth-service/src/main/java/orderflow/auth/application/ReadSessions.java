package orderflow.auth.application;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.Session;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.kit.dynamodb.Page;

/// The sessions of an account as they are at this moment.
public final class ReadSessions {
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final InstantSource clock;

  public ReadSessions(AccountStore accounts, SessionStore sessions, InstantSource clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Whether the login behind an access token still counts: its session is not over and its account
  /// in use. Two strongly consistent reads.
  public boolean isLive(Session.Key key) {
    return sessions
        .findLive(key.userId(), key.id(), clock.instant())
        .filter(session -> account(key.userId()).filter(session::isOf).isPresent())
        .isPresent();
  }

  /// What a refresh token is good for.
  public record Standing(Account account, Session session) {}

  /// What this token is good for, if it is the current one of a session that is not over. A token
  /// that was used up is good for nothing but the successor that was lost, and not counted.
  public Optional<Standing> standing(RefreshToken token) {
    return sessions
        .findByCurrent(token, clock.instant())
        .flatMap(session ->
            account(token.userId())
                .filter(session::isOf)
                .map(account -> new Standing(account, session)));
  }

  /// Sessions that are not over, the latest login first; none of an account that is not in use.
  ///
  /// @param after the id of the last session of the page before
  public Page<Session> list(String userId, Optional<String> after, int limit) {
    return account(userId)
        .map(account -> sessions.live(account, after, limit, clock.instant()))
        .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
  }

  private Optional<Account> account(String userId) {
    return accounts.find(userId).filter(Account::isActive);
  }
}
