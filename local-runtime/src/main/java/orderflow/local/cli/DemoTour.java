package orderflow.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import orderflow.local.cli.DemoClient.Answer;
import orderflow.local.cli.DemoClient.Call;

/// The steps of the demo; each says what happened and stops the tour when it was something else.
final class DemoTour {
  private static final String MUGS =
      "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":2}],\"reference\":\"demo\"}";
  private static final String TOWEL = "{\"lines\":[{\"sku\":\"SKU-002\",\"quantity\":1}]}";

  private final DemoClient client;
  private final String run;

  /// @param run makes the idempotency keys of this tour its own
  DemoTour(DemoClient client, String run) {
    this.client = client;
    this.run = run;
  }

  /// Walks, and gives the order that was paid.
  Answer walk() throws IOException, InterruptedException, Problem {
    client.logIn("customer@example.com");
    listProducts();
    Answer placed = place("order-" + run, MUGS);
    read(placed);
    pay(placed);
    cancel(place("second-" + run, TOWEL));
    replay(placed);
    client.logIn("staff@example.com");
    listAsStaff(placed);
    return placed;
  }

  private void listProducts() throws IOException, InterruptedException, Problem {
    Answer answer =
        client.send("See what there is to buy", Call.get("/v1/products").withoutToken());
    client.expectStatus(answer, 200);
    JsonNode products = answer.body().path("data");
    client.expect(!products.isEmpty(), "products", "an empty list");
    client.say(products.size() + " products.");
  }

  private Answer place(String key, String body) throws IOException, InterruptedException, Problem {
    Answer answer =
        client.send("Place an order", Call.post("/v1/orders", body).header("Idempotency-Key", key));
    client.expectStatus(answer, 201);
    expectState(answer, "pending");
    client.say("Order " + id(answer) + " is pending; it costs " + money(answer) + ".");
    return answer;
  }

  private void read(Answer placed) throws IOException, InterruptedException, Problem {
    Answer answer = client.send("Read it", Call.get("/v1/orders/" + id(placed)));
    client.expectStatus(answer, 200);
    client.expect(
        answer.body().equals(placed.body()),
        "the order as it was placed",
        answer.body().toString());
    client.say("The same order, version " + answer.header("ETag") + ".");
  }

  private void pay(Answer placed) throws IOException, InterruptedException, Problem {
    String body =
        "{\"amount\":%s,\"method\":\"card\",\"reference\":\"pay-%s\"}"
            .formatted(placed.body().path("total"), run);
    change(placed, "Pay it", "payment", body, "paid");
  }

  private void cancel(Answer placed) throws IOException, InterruptedException, Problem {
    change(placed, "Cancel it", "cancellation", "{\"reason\":\"changed my mind\"}", "cancelled");
  }

  private void change(Answer placed, String title, String action, String body, String state)
      throws IOException, InterruptedException, Problem {
    Call call =
        Call.post("/v1/orders/" + id(placed) + "/" + action, body)
            .header("Idempotency-Key", action + "-" + run)
            .header("If-Match", placed.header("ETag"));
    Answer answer = client.send(title, call);
    client.expectStatus(answer, 200);
    expectState(answer, state);
    client.say("It is " + state + " now.");
  }

  private void replay(Answer placed) throws IOException, InterruptedException, Problem {
    Call call = Call.post("/v1/orders", MUGS).header("Idempotency-Key", "order-" + run);
    Answer answer = client.send("Send the first order again with the same key", call);
    client.expectStatus(answer, 201);
    client.expect(
        id(answer).equals(id(placed)), "the first order " + id(placed), "the order " + id(answer));
    String replayed = answer.header("Idempotent-Replayed");
    client.expect(
        replayed.equals("true"), "Idempotent-Replayed: true", "the value '" + replayed + "'");
    client.say("No second order: the first answer came back.");
  }

  private void listAsStaff(Answer placed) throws IOException, InterruptedException, Problem {
    String customer = placed.body().path("customerId").asText();
    Answer answer =
        client.send("List the customer's orders", Call.get("/v1/orders?customerId=" + customer));
    client.expectStatus(answer, 200);
    boolean found = answer.body().path("data").findValuesAsText("id").contains(id(placed));
    client.expect(found, "the order " + id(placed) + " in the list", "a list without it");
    client.say("Staff sees " + answer.body().path("data").size() + " orders of this customer.");
  }

  private void expectState(Answer answer, String state) throws Problem {
    String found = answer.body().path("status").asText();
    client.expect(found.equals(state), "the status " + state, "the status " + found);
  }

  private static String id(Answer answer) {
    return answer.body().path("id").asText();
  }

  private static String money(Answer answer) {
    JsonNode total = answer.body().path("total");
    return total.path("amount").asText() + " cents " + total.path("currency").asText();
  }
}
