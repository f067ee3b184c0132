package orderflow.auth.http;

import orderflow.auth.domain.Client;
import orderflow.kit.json.Json;

/// Clients and their secrets in answers, without what is secret.
final class ClientViews {

  private ClientViews() {}

  static Json client(Client client) {
    return members(client).build();
  }

  static Json.Builder members(Client client) {
    return Json.object()
        .with("clientId", client.id())
        .with("name", client.name())
        .with("scopes", Json.texts(client.scopes().names()))
        .withEach("secrets", client.secrets(), secret -> members(secret).build())
        .with("createdAt", Times.text(client.createdAt()))
        .with("updatedAt", Times.text(client.updatedAt()));
  }

  static Json.Builder members(Client.Secret secret) {
    return Json.object()
        .with("secretId", secret.id())
        .with("createdAt", Times.text(secret.createdAt()));
  }
}
