package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The tour: every step says what happened and prints the curl that does it. It uses fresh
/// idempotency keys, so it can be repeated; a deviation ends it with exit code 1.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Log in, order, pay, cancel; print the curl of each step")
// picocli fills the fields before the command runs.
@SuppressWarnings("NullAway.Init")
final class Demo implements Callable<Integer> {
  private static final String PASSWORD = "try-it-out-locally";

  @Spec CommandSpec spec;
  @Mixin Where where;

  @Option(names = "--api", description = "Another address than the running platform's")
  URI api;

  @Override
  public Integer call() throws IOException, InterruptedException, Problem {
    DemoClient client = new DemoClient(address(), spec.commandLine().getOut());
    String customer = logIn(client, "customer@example.com");
    DemoClient.Reply products = client.get("The catalogue is public", "/v1/products", "", 200);
    client.say(products.json().path("data").size() + " products are for sale.");
    JsonNode order = place(client, customer);
    pay(client, customer, order);
    cancelAnother(client, customer);
    DemoClient.Reply own = client.get("The customer's orders", "/v1/orders", customer, 200);
    client.say("Newest first: " + statuses(own.json()) + ".");
    String staff = logIn(client, "staff@example.com");
    String path = "/v1/orders?customerId=" + order.path("customerId").asText();
    DemoClient.Reply seen = client.get("Staff see any customer's orders", path, staff, 200);
    client.say(seen.json().path("data").size() + " orders are on the first page.");
    client.done();
    return 0;
  }

  private URI address() throws IOException, Problem {
    if (api != null) {
      return api;
    }
    return where
        .state()
        .read()
        .map(state -> URI.create(state.path("api").asText()))
        .orElseThrow(() ->
            new Problem(
                "No platform runs on port base " + where.portBase + ".",
                "Start one with ./local up --detach."));
  }

  private static String logIn(DemoClient client, String email)
      throws IOException, InterruptedException, Problem {
    String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    DemoClient.Reply reply = client.post("Log in", "/v1/auth/login", "", "", "", body, 200);
    client.say(email + " has a token for " + reply.json().path("expires_in").asLong() + " s.");
    return reply.json().path("access_token").asText();
  }

  private static JsonNode place(DemoClient client, String token)
      throws IOException, InterruptedException, Problem {
    String key = UUID.randomUUID().toString();
    String body =
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":2},{\"sku\":\"SKU-002\",\"quantity\":1}]}";
    DemoClient.Reply placed =
        client.post("Place an order", "/v1/orders", token, key, "", body, 201);
    client.say("Order " + placed.json().path("id").asText() + " is pending.");
    DemoClient.Reply again =
        client.post("Send it again with its key", "/v1/orders", token, key, "", body, 201);
    client.expect(
        again.body().equals(placed.body()), "the repeated request gets the first answer's bytes");
    client.say("The same answer, and still one order.");
    return placed.json();
  }

  private static void pay(DemoClient client, String token, JsonNode order)
      throws IOException, InterruptedException, Problem {
    String path = "/v1/orders/" + order.path("id").asText();
    String body =
        "{\"amount\":%s,\"method\":\"card\",\"reference\":\"demo\"}".formatted(order.path("total"));
    String key = UUID.randomUUID().toString();
    DemoClient.Reply paid =
        client.post("Pay it", path + "/payment", token, key, "\"1\"", body, 200);
    client.expect(paid.json().path("status").asText().equals("paid"), "the order is paid");
    client.say("The order is paid; allowed next: " + paid.json().path("allowedTransitions") + ".");
  }

  private static void cancelAnother(DemoClient client, String token)
      throws IOException, InterruptedException, Problem {
    long before = available(client);
    String line = "{\"lines\":[{\"sku\":\"SKU-003\",\"quantity\":3}]}";
    DemoClient.Reply placed =
        client.post(
            "Place another", "/v1/orders", token, UUID.randomUUID().toString(), "", line, 201);
    client.expect(available(client) == before - 3, "three pieces are taken");
    String path = "/v1/orders/" + placed.json().path("id").asText() + "/cancellation";
    client.post(
        "Cancel it",
        path,
        token,
        UUID.randomUUID().toString(),
        "\"1\"",
        "{\"reason\":\"changed my mind\"}",
        200);
    client.expect(available(client) == before, "the three pieces are back");
    client.say("The order is cancelled and its 3 pieces of SKU-003 are back in stock.");
  }

  private static long available(DemoClient client)
      throws IOException, InterruptedException, Problem {
    return client.quietly("/v1/products/SKU-003", 200).json().path("available").asLong();
  }

  private static String statuses(JsonNode page) {
    return String.join(", ", page.path("data").findValuesAsText("status"));
  }
}
