package orderflow.auth.application;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientSecret;
import orderflow.auth.domain.Origin;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Gives a client a second secret and takes one away, so that a secret is replaced without a moment
/// in which the client has none: add, hand over, remove the old one.
public final class ChangeSecrets {
  /// Another change of the client in between disturbs once, and then it goes through.
  private static final int ATTEMPTS = 4;

  private final ClientStore clients;
  private final Chance chance;

  public ChangeSecrets(ClientStore clients, Chance chance) {
    this.clients = clients;
    this.chance = chance;
  }

  /// How it came out. The client is as it was unless it is [Added] or [Removed].
  public sealed interface Result {

    /// The secret is good from now on; it is told this once.
    record Added(Client.Secret kept, ClientSecret secret) implements Result {}

    record Removed() implements Result {}

    /// No such client, or no such secret of it.
    record Unknown() implements Result {}

    /// Two secrets are good already.
    record Full() implements Result {}

    /// Others kept changing the client.
    record Busy() implements Result {}
  }

  public Result add(String clientId, Origin origin, Deadline deadline) {
    return change(clientId, client -> add(client, origin, deadline));
  }

  /// Removes a secret, be it the last: then the client gets no token until it is given another.
  public Result remove(String clientId, String secretId, Origin origin, Deadline deadline) {
    return change(clientId, client -> remove(client, secretId, origin, deadline));
  }

  private Result change(String clientId, Function<Client, Optional<Result>> step) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Client> client = clients.find(clientId);
      if (client.isEmpty()) {
        return new Result.Unknown();
      }
      Optional<Result> result = step.apply(client.get());
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new Result.Busy();
  }

  /// Nothing, if another change of the client came in between.
  private Optional<Result> add(Client client, Origin origin, Deadline deadline) {
    if (client.hasAllSecrets()) {
      return Optional.of(new Result.Full());
    }
    Instant now = chance.now();
    ClientSecret secret = ClientSecret.fresh(chance.random());
    Client.Secret kept =
        new Client.Secret(chance.id(Client.SECRET_ID_PREFIX, now), secret.hash(), now);
    AuditEntry entry =
        AuditEntry.at(now, chance, AuditAction.CLIENT_SECRET_ADDED, client.id(), origin)
            .with(kept.id());
    return clients.change(client.with(kept), entry, deadline)
        ? Optional.of(new Result.Added(kept, secret))
        : Optional.empty();
  }

  private Optional<Result> remove(
      Client client, String secretId, Origin origin, Deadline deadline) {
    if (!client.hasSecret(secretId)) {
      return Optional.of(new Result.Unknown());
    }
    Instant now = chance.now();
    AuditEntry entry =
        AuditEntry.at(now, chance, AuditAction.CLIENT_SECRET_REMOVED, client.id(), origin)
            .with(secretId);
    return clients.change(client.without(secretId, now), entry, deadline)
        ? Optional.of(new Result.Removed())
        : Optional.empty();
  }
}
