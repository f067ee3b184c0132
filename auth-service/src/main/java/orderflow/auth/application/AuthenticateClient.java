package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientCredentials;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.ClientLimitStore;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import orderflow.kit.time.Deadline;

/// Tells whether a client is the one it says it is (RFC 6749 §2.3.1).
///
/// Wrong secrets are counted by client and network and written down until the limit is reached;
/// from there on they are only refused. A right secret always passes: nobody guesses 256 bits,
/// however often, and a limit in its way would let anybody in the same network lock a client out.
public final class AuthenticateClient {
  /// All clients that do not exist have one counter a network.
  private static final String NOBODY = "unknown";

  private final ClientStore clients;
  private final ClientLimitStore limits;
  private final Chance chance;

  public AuthenticateClient(ClientStore clients, ClientLimitStore limits, Chance chance) {
    this.clients = clients;
    this.limits = limits;
    this.chance = chance;
  }

  /// What it came to.
  public sealed interface Result {

    record Known(Client client) implements Result {}

    /// No such client, or another secret.
    record Refused() implements Result {}

    /// The same after too many before it.
    record Limited(RateLimit.Allowance allowance) implements Result {}

    /// The failure could not be written down, which must not count as none.
    record Busy() implements Result {}
  }

  public Result authenticate(ClientCredentials presented, Origin origin, Deadline deadline) {
    if (!Ids.isId(Client.ID_PREFIX, presented.id())) {
      return new Result.Refused();
    }
    Optional<Client> client = clients.find(presented.id());
    return client
        .filter(known -> known.accepts(presented.secret()))
        .<Result>map(Result.Known::new)
        .orElseGet(() -> wrong(presented.id(), client.isPresent(), origin, deadline));
  }

  private Result wrong(String clientId, boolean exists, Origin origin, Deadline deadline) {
    Instant now = chance.now();
    ClientLimitStore.Subject subject =
        new ClientLimitStore.Subject(exists ? clientId : NOBODY, origin.source());
    RateLimit.Allowance allowance = limits.allowance(subject, now);
    if (allowance.remaining() == 0) {
      return new Result.Limited(allowance);
    }
    AuditEntry entry = AuditEntry.at(now, chance, AuditAction.CLIENT_REFUSED, clientId, origin);
    return limits.failed(subject, entry, now, deadline) ? new Result.Refused() : new Result.Busy();
  }
}
