package orderflow.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The functions behind API Gateway, as a client of the HTTP API uses them. An authorizer's answer
/// is not cached here: what a request is refused for is the function's own doing.
final class AuthApi {
  static final String PASSWORD = "try-it-out-locally";

  final AuthTables tables = AuthTables.create();
  final Lines lines = new Lines();
  private final Map<String, String> environment;
  private final AuthHttpFunction function;
  private final AuthorizerFunction authorizer;

  AuthApi() {
    this(Map.of());
  }

  /// With more in the environment of each function.
  AuthApi(Map<String, String> more) {
    this.environment = new HashMap<>(tables.environment());
    environment.putAll(more);
    this.function = new AuthHttpFunction(environment, lines.out());
    this.authorizer = new AuthorizerFunction(environment, lines.out());
  }

  /// Makes an active account with the one password.
  void seed(String email) {
    seed(email, "customer");
  }

  void seed(String email, String role) {
    command(
        """
        {"command":"SeedAccounts","version":1,"items":[
          {"email":"%s","password":"%s","roles":["%s"]}]}
        """
            .formatted(email, PASSWORD, role));
  }

  String command(String event) {
    return Commands.invoke(new AuthCommandsFunction(environment, lines.out()), event);
  }

  /// What the functions have logged.
  String logs() {
    return lines.text();
  }

  /// Writes where the functions log.
  void log(String line) {
    lines.out().println(line);
  }

  /// A request with an access token.
  APIGatewayV2HTTPResponse postAs(String accessToken, String path, Json body) {
    return send(as(accessToken, HttpEvents.post(path, new String(JsonWriter.write(body), UTF_8))));
  }

  /// A login, whatever it comes to.
  APIGatewayV2HTTPResponse tryLogIn(String email, String password) {
    return post(
        "/v1/auth/login", Json.object().with("email", email).with("password", password).build());
  }

  /// What the audit log has of an action.
  List<Map<String, AttributeValue>> audited(String action) {
    return TestTables.scan(tables.authTable()).stream()
        .filter(item -> AttributeValue.fromS(action).equals(item.get("action")))
        .toList();
  }

  /// The token answer of a login.
  Json.Obj logIn(String email, String device) {
    return body(
        post(
            "/v1/auth/login",
            Json.object()
                .with("email", email)
                .with("password", PASSWORD)
                .with("deviceName", device)
                .build()));
  }

  APIGatewayV2HTTPResponse refresh(String token) {
    return post("/v1/auth/refresh", Json.object().with("refresh_token", token).build());
  }

  APIGatewayV2HTTPResponse logOut(String token) {
    return post("/v1/auth/logout", Json.object().with("refresh_token", token).build());
  }

  APIGatewayV2HTTPResponse post(String path, Json body) {
    return send(HttpEvents.post(path, new String(JsonWriter.write(body), UTF_8)));
  }

  APIGatewayV2HTTPResponse get(String path, String accessToken) {
    return send(as(accessToken, HttpEvents.get(path, Map.of())));
  }

  APIGatewayV2HTTPResponse endSession(String sessionId, String accessToken) {
    return send(as(accessToken, HttpEvents.delete("/v1/auth/sessions", "sessionId", sessionId)));
  }

  APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    return function.handleRequest(event, Contexts.fresh());
  }

  APIGatewayV2HTTPEvent as(String accessToken, APIGatewayV2HTTPEvent event) {
    return HttpEvents.withCaller(event, new HashMap<>(verdict(accessToken)));
  }

  /// What the authorizer says of a token.
  Map<String, String> verdict(String accessToken) {
    APIGatewayV2CustomAuthorizerEvent.RequestContext context =
        new APIGatewayV2CustomAuthorizerEvent.RequestContext();
    context.setDomainName(HttpEvents.DOMAIN);
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", "Bearer " + accessToken));
    event.setRequestContext(context);
    return authorizer.handleRequest(event, Contexts.fresh()).getContext();
  }

  static Json.Obj body(APIGatewayV2HTTPResponse response) {
    return (Json.Obj) JsonReader.readTrusted(response.getBody().getBytes(UTF_8));
  }

  static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }

  static String access(Json.Obj tokens) {
    return text(tokens, "access_token");
  }

  static String refreshToken(Json.Obj tokens) {
    return text(tokens, "refresh_token");
  }

  static String session(Json.Obj tokens) {
    return text(tokens, "session_id");
  }
}
