package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The routes of clients and of `/oauth/…`, as an administrator and as clients use them.
final class OAuthApi {
  static final String CLIENTS = "/v1/admin/clients";
  static final String TOKEN = "/oauth/token";
  static final String INTROSPECT = "/oauth/introspect";
  static final String REVOKE = "/oauth/revoke";
  static final String CUSTOMER = "customer@example.com";
  private static final String ADMIN = "admin@example.com";

  final AuthApi api = new AuthApi();
  final String admin;

  OAuthApi() {
    api.seed(ADMIN, "admin");
    this.admin = AuthApi.access(api.logIn(ADMIN, "Desk"));
  }

  /// The token answer of a customer.
  Json.Obj logIn() {
    api.seed(CUSTOMER);
    return api.logIn(CUSTOMER, "Phone");
  }

  /// A fresh client.
  Json.Obj client(String... scopes) {
    APIGatewayV2HTTPResponse response = create(UUID.randomUUID().toString(), "Shop", scopes);
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(201);
    return AuthApi.body(response);
  }

  APIGatewayV2HTTPResponse create(String key, String name, String... scopes) {
    return create(
        Map.of("idempotency-key", key),
        Json.object().with("name", name).with("scopes", Json.texts(List.of(scopes))).build());
  }

  APIGatewayV2HTTPResponse create(Map<String, String> headers, Json body) {
    APIGatewayV2HTTPEvent event =
        HttpEvents.post(CLIENTS, new String(JsonWriter.write(body), UTF_8));
    Map<String, String> all = new HashMap<>(event.getHeaders());
    all.putAll(headers);
    event.setHeaders(all);
    return api.send(api.as(admin, event));
  }

  APIGatewayV2HTTPResponse list(String accessToken, Map<String, String> query) {
    APIGatewayV2HTTPEvent event = HttpEvents.get(CLIENTS, Map.of());
    event.setQueryStringParameters(query);
    return api.send(api.as(accessToken, event));
  }

  APIGatewayV2HTTPResponse delete(String clientId) {
    return onClient("DELETE", "", Map.of("clientId", clientId));
  }

  APIGatewayV2HTTPResponse addSecret(String clientId) {
    return onClient("POST", "/secrets", Map.of("clientId", clientId));
  }

  APIGatewayV2HTTPResponse removeSecret(String clientId, String secretId) {
    return onClient(
        "DELETE", "/secrets/{secretId}", Map.of("clientId", clientId, "secretId", secretId));
  }

  private APIGatewayV2HTTPResponse onClient(
      String method, String rest, Map<String, String> parameters) {
    return api.send(
        api.as(admin, HttpEvents.on(method, CLIENTS + "/{clientId}" + rest, parameters)));
  }

  APIGatewayV2HTTPResponse form(String path, Map<String, String> parameters) {
    return form(path, encoded(parameters), Map.of());
  }

  APIGatewayV2HTTPResponse form(String path, String body, Map<String, String> headers) {
    return api.send(HttpEvents.form(path, body, headers));
  }

  /// With the client's Basic header.
  APIGatewayV2HTTPResponse as(Json.Obj client, String path, Map<String, String> parameters) {
    return form(path, encoded(parameters), basic(id(client), secret(client)));
  }

  /// The access token that a client gets for itself.
  String token(Json.Obj client) {
    APIGatewayV2HTTPResponse response =
        as(client, TOKEN, Map.of("grant_type", "client_credentials"));
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
    return AuthApi.access(AuthApi.body(response));
  }

  List<Map<String, AttributeValue>> audited(String action) {
    return TestTables.scan(api.tables.authTable()).stream()
        .filter(item -> AttributeValue.fromS(action).equals(item.get("action")))
        .toList();
  }

  static Map<String, String> basic(String id, String secret) {
    String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    return Map.of("authorization", "Basic " + pair);
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  static String id(Json.Obj client) {
    return AuthApi.text(client, "clientId");
  }

  static String secret(Json.Obj client) {
    return AuthApi.text(client, "clientSecret");
  }

  /// The ids of a client's secrets, the oldest first.
  static List<String> secretIds(Json.Obj client) {
    return ((Json.Arr) client.get("secrets").orElseThrow())
        .elements().stream().map(secret -> AuthApi.text((Json.Obj) secret, "secretId")).toList();
  }

  /// `error` of an answer of `/oauth/…`.
  static String error(APIGatewayV2HTTPResponse response) {
    return AuthApi.text(AuthApi.body(response), "error");
  }

  static String code(APIGatewayV2HTTPResponse response) {
    return AuthApi.text(AuthApi.body(response), "code");
  }
}
