package orderflow.auth.application;

import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.dynamodb.AccountStore;

/// The caller's own account as it is now.
public final class ReadAccount {
  private final AccountStore accounts;

  public ReadAccount(AccountStore accounts) {
    this.accounts = accounts;
  }

  /// The account, unless it is gone or not active: then its tokens are worth nothing.
  public Optional<Account> read(String userId) {
    return accounts.find(userId).filter(Account::isActive);
  }
}
