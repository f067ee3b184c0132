package orderflow.auth.dynamodb;

import java.util.Map;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.Scopes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Clients as items: `CLIENT#{id}` / `CLIENT`, listed on gsi1 under `CLIENTS` / id.
final class ClientItems {
  static final String LIST = "CLIENTS";

  private ClientItems() {}

  static Map<String, AttributeValue> key(String id) {
    return Item.key("CLIENT#" + id, "CLIENT");
  }

  static Map<String, AttributeValue> of(Client client) {
    return Item.of("CLIENT#" + client.id(), "CLIENT")
        .with("gsi1pk", LIST)
        .with("gsi1sk", client.id())
        .with("clientId", client.id())
        .with("name", client.name())
        .with("scopes", client.scopes().names())
        .with(
            "secrets",
            AttributeValue.fromL(client.secrets().stream().map(ClientItems::of).toList()))
        .with("version", client.version())
        .with("createdAt", client.createdAt())
        .with("updatedAt", client.updatedAt())
        .attributes();
  }

  static Client client(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Client(
        item.requiredText("clientId"),
        item.requiredText("name"),
        new Scopes(item.requiredTexts("scopes")),
        item.requiredMaps("secrets").stream().map(ClientItems::secret).toList(),
        item.requiredNumber("version"),
        item.requiredTime("createdAt"),
        item.requiredTime("updatedAt"));
  }

  private static AttributeValue of(Client.Secret secret) {
    return AttributeValue.fromM(
        Map.of(
            "id", Item.text(secret.id()),
            "hash", Item.text(secret.hash()),
            "createdAt", Item.time(secret.createdAt())));
  }

  private static Client.Secret secret(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Client.Secret(
        item.requiredText("id"), item.requiredText("hash"), item.requiredTime("createdAt"));
  }
}
