package orderflow.system.scenario;

import com.fasterxml.jackson.databind.JsonNode;

/// A program with an id and a secret of its own.
record OAuthClient(Client anyone, String id, String secret) {

  /// Made by an administrator.
  static OAuthClient make(Client anyone, Client admin, String scope) {
    JsonNode made =
        admin
            .post("/v1/admin/clients")
            .key(Shop.newKey())
            .json(
                "{\"name\":\"Program\",\"scopes\":[\"%s\"]}".formatted(scope.replace(" ", "\",\"")))
            .as(201, "NewClient");
    return new OAuthClient(
        anyone, made.path("clientId").asText(), made.path("clientSecret").asText());
  }

  String token(String scope) {
    return form(
            anyone,
            "/oauth/token",
            "grant_type=client_credentials&scope=%s&%s"
                .formatted(scope.replace(" ", "+"), credentials()))
        .as(200, "OAuthTokenAnswer")
        .path("access_token")
        .asText();
  }

  Answer introspect(String token) {
    return form(anyone, "/oauth/introspect", "token=%s&%s".formatted(token, credentials()));
  }

  boolean isActive(String token) {
    return introspect(token).as(200, "TokenState").path("active").asBoolean();
  }

  static Answer form(Client client, String path, String form) {
    return client.post(path).header("Content-Type", "application/x-www-form-urlencoded").body(form);
  }

  private String credentials() {
    return "client_id=%s&client_secret=%s".formatted(id, secret);
  }
}
