package orderflow.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import orderflow.dynamodblocal.Contexts;
import orderflow.kit.json.Json;
import orderflow.kit.json.JsonReader;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// A client of the HTTP function over a table of its own.
final class Shop {
  static final String CUSTOMER = "usr_01JD8Y0000CVST0MER00000000";
  static final String OTHER = "usr_01JD8Y0000CVST0MER00000001";

  private final OrdersHttpFunction function;

  Shop(ExecutionInterceptor... interceptors) {
    this(OrderTables.create(), interceptors);
  }

  Shop(OrderTables tables, ExecutionInterceptor... interceptors) {
    this(tables.environment(), interceptors);
  }

  Shop(Map<String, String> environment, ExecutionInterceptor... interceptors) {
    this.function =
        new OrdersHttpFunction(
            environment,
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            interceptors);
  }

  /// A shop whose clock is ahead by what the file says.
  static Shop withClockOffset(Path file) {
    Map<String, String> environment = new HashMap<>(OrderTables.create().environment());
    environment.put("CLOCK_OFFSET_FILE", file.toString());
    return new Shop(environment);
  }

  /// A request to be sent; headers and parameters are added one by one.
  final class Call {
    private final APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    private final Map<String, String> headers = new HashMap<>();

    private Call(String routeKey, String subject, String roles, String scope) {
      var authorizer = new APIGatewayV2HTTPEvent.RequestContext.Authorizer();
      authorizer.setLambda(
          Map.of(
              "verdict",
              "ok",
              "sub",
              subject,
              "roles",
              roles,
              "scope",
              scope,
              "client_id",
              "web",
              "exp",
              "4102444800"));
      event.setRequestContext(new APIGatewayV2HTTPEvent.RequestContext());
      event.getRequestContext().setAuthorizer(authorizer);
      event.setRouteKey(routeKey);
      event.setRawPath("/path");
      event.setPathParameters(new HashMap<>());
      event.setQueryStringParameters(new HashMap<>());
      event.setHeaders(headers);
      headers.put("content-type", "application/json");
      headers.put("x-request-id", "request-1");
    }

    private Call loggedInAt(Instant login) {
      var authorizer = event.getRequestContext().getAuthorizer();
      Map<String, Object> context = new HashMap<>(authorizer.getLambda());
      context.put("auth_time", Long.toString(login.getEpochSecond()));
      context.put("sid", "ses_1");
      context.put("amr", "pwd");
      authorizer.setLambda(context);
      return this;
    }

    Call header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Call path(String name, String value) {
      event.getPathParameters().put(name, value);
      return this;
    }

    Call query(String name, String value) {
      event.getQueryStringParameters().put(name, value);
      return this;
    }

    Answer send(String body) {
      event.setBody(body);
      return new Answer(function.handleRequest(event, Contexts.fresh()));
    }

    Answer send() {
      headers.remove("content-type");
      return send("");
    }
  }

  /// What came back.
  record Answer(APIGatewayV2HTTPResponse response) {
    int status() {
      return response.getStatusCode();
    }

    String body() {
      return response.getBody();
    }

    String header(String name) {
      return response.getHeaders().getOrDefault(name, "");
    }

    Json.Obj json() {
      return (Json.Obj) JsonReader.readTrusted(body().getBytes(UTF_8));
    }

    String text(String member) {
      return ((Json.Str) json().get(member).orElseThrow()).value();
    }
  }

  Call customer(String routeKey) {
    return customer(routeKey, CUSTOMER);
  }

  Call customer(String routeKey, String id) {
    return new Call(routeKey, id, "customer", "orders:read orders:write");
  }

  Call client(String routeKey) {
    return new Call(routeKey, "web", "", "orders:read");
  }

  Call staff(String routeKey) {
    return new Call(routeKey, "usr_staff", "staff", "orders:read orders:write catalog:write");
  }

  Call warehouse(String routeKey) {
    return new Call(routeKey, "usr_staff", "staff", "orders:read fulfilment:write");
  }

  /// Who gives money back, and has logged in just now.
  Call refunder(String routeKey) {
    return refunder(routeKey, Instant.now());
  }

  Call refunder(String routeKey, Instant login) {
    Call call = new Call(routeKey, "usr_staff", "staff", "orders:read refunds:write");
    return call.loggedInAt(login);
  }

  void stock(String sku, long pieces) {
    staff("PUT /v1/products/{sku}")
        .path("sku", sku)
        .header("if-none-match", "*")
        .send(
            "{\"name\":\"Mug\",\"price\":{\"amount\":500,\"currency\":\"EUR\"},\"active\":true,\"stock\":"
                + pieces
                + "}");
  }

  void product(String sku, long price, String currency, boolean active) {
    staff("PUT /v1/products/{sku}")
        .path("sku", sku)
        .header("if-none-match", "*")
        .send(
            "{\"name\":\"Mug\",\"price\":{\"amount\":%d,\"currency\":\"%s\"},\"active\":%b,\"stock\":9}"
                .formatted(price, currency, active));
  }

  long available(String sku) {
    Json.Num left =
        (Json.Num)
            customer("GET /v1/products/{sku}")
                .path("sku", sku)
                .send()
                .json()
                .get("available")
                .orElseThrow();
    return Long.parseLong(left.text());
  }

  Answer order(String key, String sku, long quantity) {
    return customer("POST /v1/orders")
        .header("idempotency-key", key)
        .send("{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}");
  }

  Answer cancel(String orderId, String key, String ifMatch) {
    return customer("POST /v1/orders/{orderId}/cancellation")
        .path("orderId", orderId)
        .header("idempotency-key", key)
        .header("if-match", ifMatch)
        .send("{\"reason\":\"late\"}");
  }

  Answer pay(String orderId, String key, String ifMatch, long amount) {
    return customer("POST /v1/orders/{orderId}/payment")
        .path("orderId", orderId)
        .header("idempotency-key", key)
        .header("if-match", ifMatch)
        .send("{\"amount\":{\"amount\":" + amount + ",\"currency\":\"EUR\"},\"method\":\"card\"}");
  }
}
