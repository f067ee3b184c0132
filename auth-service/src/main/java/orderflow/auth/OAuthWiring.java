package orderflow.auth;

import orderflow.auth.application.AccessTokens;
import orderflow.auth.application.AuthenticateClient;
import orderflow.auth.application.ChangeSecrets;
import orderflow.auth.application.CreateClient;
import orderflow.auth.application.DeleteClient;
import orderflow.auth.application.EndSession;
import orderflow.auth.application.GrantToClient;
import orderflow.auth.application.IntrospectToken;
import orderflow.auth.application.ReadSessions;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.RevokeToken;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.ClientLimitStore;
import orderflow.auth.dynamodb.ClientStore;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.http.ClientUseCases;
import orderflow.auth.http.OAuthUseCases;
import orderflow.kit.dynamodb.Attempts;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.MarkerStore;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts the use cases of clients and of `/oauth/…` together.
final class OAuthWiring {
  private final AuthConfig config;
  private final Chance chance;
  private final DynamoDbClient client;
  private final ClientStore clients;

  OAuthWiring(AuthConfig config, Chance chance, DynamoDbClient client) {
    this.config = config;
    this.chance = chance;
    this.client = client;
    this.clients = new ClientStore(client, config.authTable(), chance.random());
  }

  ClientUseCases clients() {
    return new ClientUseCases(
        clients,
        new CreateClient(clients, new MarkerStore(client, config.authTable()), chance),
        new DeleteClient(clients, chance),
        new ChangeSecrets(clients, chance),
        new Cursors(new SecretStore(client, config.authTable(), chance.random()), chance.clock()),
        new Attempts(chance.clock(), chance.random()));
  }

  OAuthUseCases oauth(
      RefreshSession refresh,
      GrantToClient grant,
      AccountStore accounts,
      SessionStore sessions,
      KeyStore keys) {
    AccessTokens tokens = new AccessTokens(keys, config.tokenAudience(), chance.clock());
    return new OAuthUseCases(
        new AuthenticateClient(
            clients, new ClientLimitStore(client, config.authTable(), chance.random()), chance),
        grant,
        refresh,
        new IntrospectToken(tokens, new ReadSessions(accounts, sessions, chance.clock()), clients),
        new RevokeToken(tokens, sessions, new EndSession(sessions, chance)));
  }
}
