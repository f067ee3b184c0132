package orderflow.auth.application;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.ClientSecret;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Scopes;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.kit.dynamodb.Answer;
import orderflow.kit.dynamodb.Attempt;
import orderflow.kit.dynamodb.Marker;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Makes a client with its first secret. Client, audit entry and marker are one transaction; only
/// the secret's hash is kept, so a replay cannot tell it again. Whoever lost it adds another.
public final class CreateClient {
  private final ClientStore clients;
  private final MarkerStore markers;
  private final Chance chance;

  public CreateClient(ClientStore clients, MarkerStore markers, Chance chance) {
    this.clients = clients;
    this.markers = markers;
    this.chance = chance;
  }

  /// What is asked for.
  public record Wish(String name, Scopes scopes, Origin origin) {}

  /// How it came out.
  public sealed interface Result {

    /// The client is made; its secret is told this once.
    record Created(Client client, ClientSecret secret) implements Result {}

    /// It was made by the same request before.
    record Replayed(Answer answer) implements Result {}

    /// The key belongs to a request that asked for something else.
    record KeyReused() implements Result {}

    /// Other writes were in the way; nothing happened.
    record Busy() implements Result {}
  }

  /// Makes it, once for each attempt's key.
  ///
  /// @param view what a replay is answered with
  public Result create(
      Wish wish, Attempt attempt, Function<Client, Answer> view, Deadline deadline) {
    ClientSecret secret = ClientSecret.fresh(chance.random());
    Client client = client(wish, secret, attempt.now());
    Marker marker = markers.find(attempt);
    if (marker instanceof Marker.None) {
      AuditEntry entry =
          AuditEntry.at(
                  attempt.now(), chance, AuditAction.CLIENT_CREATED, client.id(), wish.origin())
              .with(wish.scopes().text());
      marker = clients.create(client, attempt, view.apply(client), entry, deadline);
    }
    return switch (marker) {
      case Marker.None _ -> new Result.Busy();
      case Marker.OtherRequest _ -> new Result.KeyReused();
      case Marker.Answered(Answer answer, boolean own) ->
          own ? new Result.Created(client, secret) : new Result.Replayed(answer);
    };
  }

  private Client client(Wish wish, ClientSecret secret, Instant now) {
    Client.Secret kept =
        new Client.Secret(chance.id(Client.SECRET_ID_PREFIX, now), secret.hash(), now);
    return new Client(
        chance.id(Client.ID_PREFIX, now), wish.name(), wish.scopes(), List.of(kept), 1, now, now);
  }
}
