package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A program with a token of its own, from the administrator who makes it to the orders that it
/// places.
@ExtendWith(OneCircle.class)
class ClientTokenTest {
  private final Circle circle;

  ClientTokenTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void a_client_places_an_order_of_the_customer_it_names() {
    circle.newProduct("CLIENT-1", 100, 5);
    Client program = circle.anyone().withToken(token("orders:read orders:write"));
    String customer =
        circle.customer().get("/v1/auth/me").send().as(200, "Account").path("id").asText();

    JsonNode order =
        program
            .post("/v1/orders")
            .key(Shop.newKey())
            .json(
                "{\"customerId\":\"%s\",\"lines\":[{\"sku\":\"CLIENT-1\",\"quantity\":1}]}"
                    .formatted(customer))
            .as(201, "Order");

    assertThat(order.path("customerId").asText()).isEqualTo(customer);
    String path = "/v1/orders/" + order.path("id").asText();
    assertThat(circle.customer().get(path).send().status()).isEqualTo(200);
    assertThat(program.get(path).send().status()).isEqualTo(200);
    assertThat(program.get("/v1/events").send().status()).isEqualTo(200);
  }

  @Test
  void a_client_has_to_name_the_customer() {
    circle.newProduct("CLIENT-2", 100, 5);
    Client program = circle.anyone().withToken(token("orders:write"));

    Answer answer = program.order("CLIENT-2", 1);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("pointer").asText())
        .isEqualTo("/customerId");
  }

  @Test
  void a_client_does_nothing_that_its_scopes_do_not_name() {
    Client program = circle.anyone().withToken(token("orders:read"));

    assertThat(program.order("CLIENT-3", 1).status()).isEqualTo(403);
    assertThat(program.get("/v1/jobs").send().status()).isEqualTo(403);
    assertThat(program.get("/v1/admin/clients").send().status()).isEqualTo(403);
  }

  private String token(String scope) {
    return OAuthClient.make(circle.anyone(), circle.logIn("admin@example.com"), scope).token(scope);
  }
}
