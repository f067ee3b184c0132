package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.MfaToken;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.PendingLogin;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// The first half of a login that wants a code: the password was right. [LogInWithCode] is the
/// second.
public final class HalveLogin {
  private final MfaStore store;
  private final Chance chance;

  public HalveLogin(MfaStore store, Chance chance) {
    this.store = store;
    this.chance = chance;
  }

  /// What the client sends its code with; nothing when other writes were in the way.
  ///
  /// @param device what the client calls itself; may be empty
  Optional<MfaToken> halve(Account account, String device, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    MfaToken token = MfaToken.fresh(chance.random());
    AuditEntry entry =
        AuditEntry.at(now, chance, AuditAction.LOGIN_HALVED, account.id(), origin.by(account.id()));
    return store.await(PendingLogin.begin(token, account, device, now), entry, deadline)
        ? Optional.of(token)
        : Optional.empty();
  }
}
