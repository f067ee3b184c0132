package orderflow.benchmarks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.auth.AuthCommandsFunction;
import orderflow.auth.AuthHttpFunction;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import orderflow.kit.json.JsonWriter;

/// One instance of the authentication service in this process, with accounts; its log goes nowhere.
/// Each instance handles one request at a time, as in Lambda.
final class AuthService {
  static final String DOMAIN = "benchmark.example";
  private static final String PASSWORD = "nine quiet herons wade";
  private static final int ACCOUNTS_A_COMMAND = 25;

  private final AuthHttpFunction function;

  AuthService(Map<String, String> environment) {
    this.function = new AuthHttpFunction(environment);
  }

  /// What the functions are started with.
  ///
  /// @param hashesAtOnce of all instances together
  static Map<String, String> environment(Store store, int hashesAtOnce) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AUTH_TABLE", Store.AUTH_TABLE);
    environment.put("KEY_TABLE", Store.KEY_TABLE);
    environment.put("AUTH_COMMANDS_FUNCTION", "auth-commands");
    environment.put("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:9");
    environment.put("HASHES_AT_ONCE", Integer.toString(hashesAtOnce));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", store.endpoint().toString());
    return environment;
  }

  /// Makes keys and accounts `user0@example.com` and so on.
  static void seed(Map<String, String> environment, int accounts) {
    AuthCommandsFunction commands = new AuthCommandsFunction(environment);
    for (int from = 0; from < accounts; from += ACCOUNTS_A_COMMAND) {
      List<Json> items =
          IntStream.range(from, Math.min(accounts, from + ACCOUNTS_A_COMMAND))
              .mapToObj(n -> (Json) account(n))
              .toList();
      boolean done =
          commands
              .handleRequest(
                  CommandEvent.of("SeedAccounts", 1, "benchmark", items), Contexts.fresh())
              .results()
              .stream()
              .allMatch(result -> result.status() == ItemResult.Status.OK);
      if (!done) {
        throw new IllegalStateException("the accounts could not be made");
      }
    }
  }

  private static Json.Obj account(int number) {
    return Json.object()
        .with("email", email(number))
        .with("password", PASSWORD)
        .with("roles", Json.texts(List.of("customer")))
        .build();
  }

  static String email(int number) {
    return "user" + number + "@example.com";
  }

  /// A login with the right password.
  ///
  /// @param network 0 to 65,535: each is another network
  APIGatewayV2HTTPResponse logIn(String email, int network) {
    return logIn(email, PASSWORD, network);
  }

  APIGatewayV2HTTPResponse logIn(String email, String password, int network) {
    Json body = Json.object().with("email", email).with("password", password).build();
    return send(event("POST", "/v1/auth/login", body, network));
  }

  APIGatewayV2HTTPResponse refresh(String token) {
    return send(
        event("POST", "/v1/auth/refresh", Json.object().with("refresh_token", token).build(), 1));
  }

  APIGatewayV2HTTPResponse keys() {
    return send(event("GET", "/.well-known/jwks.json", Json.object().build(), 1));
  }

  static String member(APIGatewayV2HTTPResponse response, String name) {
    Json.Obj body =
        (Json.Obj) JsonReader.readTrusted(response.getBody().getBytes(StandardCharsets.UTF_8));
    return ((Json.Str) body.get(name).orElseThrow()).value();
  }

  private APIGatewayV2HTTPResponse send(APIGatewayV2HTTPEvent event) {
    return function.handleRequest(event, Contexts.fresh());
  }

  private static APIGatewayV2HTTPEvent event(String method, String path, Json body, int network) {
    APIGatewayV2HTTPEvent.RequestContext.Http http =
        new APIGatewayV2HTTPEvent.RequestContext.Http();
    http.setMethod(method);
    http.setPath(path);
    http.setSourceIp("10.%d.%d.1".formatted(network / 256, network % 256));
    APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
    context.setDomainName(DOMAIN);
    context.setHttp(http);
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setVersion("2.0");
    event.setRouteKey(method + " " + path);
    event.setRawPath(path);
    event.setRequestContext(context);
    event.setHeaders(Map.of("content-type", "application/json"));
    event.setBody(new String(JsonWriter.write(body), StandardCharsets.UTF_8));
    return event;
  }

  /// Silences what the functions log while they are measured.
  static PrintStream silence() {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    return out;
  }

  static String statuses(List<Integer> statuses) {
    return statuses.stream()
        .collect(Collectors.groupingBy(status -> status, Collectors.counting()))
        .toString();
  }
}
