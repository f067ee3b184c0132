package orderflow.auth.application;

import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Ends a client: it gets no token any more, and those it has are worth nothing on the routes of
/// this service. Elsewhere they are good until they expire.
public final class DeleteClient {
  private final ClientStore clients;
  private final Chance chance;

  public DeleteClient(ClientStore clients, Chance chance) {
    this.clients = clients;
    this.chance = chance;
  }

  /// How it came out.
  public enum Result {
    DELETED,
    UNKNOWN,
    /// Other writes were in the way; the client may be there still.
    BUSY
  }

  public Result delete(String clientId, Origin origin, Deadline deadline) {
    AuditEntry entry =
        AuditEntry.at(chance.now(), chance, AuditAction.CLIENT_DELETED, clientId, origin);
    if (clients.delete(clientId, entry, deadline)) {
      return Result.DELETED;
    }
    return clients.find(clientId).isPresent() ? Result.BUSY : Result.UNKNOWN;
  }
}
