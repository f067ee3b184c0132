package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.RequestLimitStore;
import orderflow.kit.id.Chance;

/// How often mails can be asked for and codes be tried. An address without an account is treated
/// like one with an account.
public final class ClaimLimits {
  private final RequestLimitStore store;
  private final Chance chance;

  public ClaimLimits(RequestLimitStore store, Chance chance) {
    this.store = store;
    this.chance = chance;
  }

  /// Counts a mail that was asked for: against the network, against the address from this network,
  /// and against the address from everywhere, which nobody can use up alone.
  ///
  /// @return what is in the way, if anything
  Optional<RateLimit.Allowance> ask(EmailAddress email, Origin origin) {
    Instant now = chance.now();
    String address = email.digest();
    return store
        .take(RateLimit.MAIL_SOURCE, origin.source(), now)
        .or(() -> store.take(RateLimit.MAIL_ADDRESS, address + "#" + origin.source(), now))
        .or(() -> store.take(RateLimit.MAIL_ADDRESS_TOTAL, address, now));
  }

  /// Counts a code that was sent.
  ///
  /// @return what is in the way, if anything
  Optional<RateLimit.Allowance> tryCode(Origin origin) {
    return store.take(RateLimit.CODE_SOURCE, origin.source(), chance.now());
  }
}
