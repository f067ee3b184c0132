package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import orderflow.system.openapi.SchemaCheck;
import orderflow.system.template.SamTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every route that reads, with something to read, against `api/openapi.yaml`.
@ExtendWith(OneCircle.class)
class ContractTest {
  private final Circle circle;

  ContractTest(Circle circle) {
    this.circle = circle;
  }

  @Test
  void each_answer_to_a_get_is_what_the_contract_says_of_its_route() {
    Map<String, String> parameters = parameters();
    SchemaCheck schemas = SchemaCheck.ofProject();

    for (String route : reading()) {
      String path = route.substring("GET ".length());
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
      }
      Answer answer = circle.admin().get(path).send();

      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      if (answer.header("Content-Type").startsWith("text/csv")) {
        assertThat(answer.text()).isNotBlank();
        continue;
      }
      JsonNode body = answer.json();
      assertThat(body.has("data") && body.path("data").isEmpty()).as("%s", answer).isFalse();
      assertThat(schemas.faults(route, 200, body)).as("%s", answer).isEmpty();
    }
  }

  private static List<String> reading() {
    List<String> routes =
        SamTemplate.ofProject().routes().stream()
            .map(SamTemplate.Route::key)
            .filter(route -> route.startsWith("GET "))
            .toList();
    assertThat(routes).hasSizeGreaterThanOrEqualTo(18);
    return routes;
  }

  /// Something of each kind, by the name that paths have for it.
  private Map<String, String> parameters() {
    circle.newProduct("CONTRACT-1", 100, 5);
    circle
        .staff()
        .post("/v1/products/CONTRACT-1/stock-adjustments")
        .key(Shop.newKey())
        .json("{\"delta\":1,\"reason\":\"found\"}")
        .as(201, "StockAdjustment");
    String order = circle.customer().order("CONTRACT-1", 1).as(201, "Order").path("id").asText();
    Upload file =
        new Upload("products", "sku,name,amount,currency,stock,active\nCONTRACT-2,,,,,\n");
    String imported = circle.imported(file.send(circle.staff())).path("id").asText();
    circle
        .logIn("admin@example.com")
        .post("/v1/admin/clients")
        .key(Shop.newKey())
        .json("{\"name\":\"Contract\",\"scopes\":[\"orders:read\"]}")
        .as(201, "NewClient");
    String run = circle.run("redrive").path("id").asText();
    circle.quiet();
    String user = circle.customer().get("/v1/auth/me").send().json().path("id").asText();
    return Map.of(
        "userId",
        user,
        "kind",
        "products",
        "sku",
        "CONTRACT-1",
        "orderId",
        order,
        "importId",
        imported,
        "name",
        "redrive",
        "runId",
        run,
        "date",
        circle.today().toString());
  }
}
