package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orderflow.local.template.HttpRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

  private static final RouteTable DOCUMENTED =
      table(
          "$default",
          "ANY /{proxy+}",
          "GET /pets/{proxy+}",
          "GET /pets/dog/{id}",
          "GET /pets/dog/1");

  @ParameterizedTest
  @CsvSource({
    "GET, /pets/dog/1, GET /pets/dog/1",
    "GET, /pets/dog/2, GET /pets/dog/{id}",
    "GET, /pets/cat/1, GET /pets/{proxy+}",
    "POST, /test/5, ANY /{proxy+}",
    "GET, /, $default",
  })
  void documented_examples_find_the_documented_route(String method, String path, String routeKey) {
    Optional<RouteMatch> match = DOCUMENTED.find(method, path);

    assertThat(match.map(found -> found.route().key())).contains(routeKey);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /a/b, GET /a/{x}",
    "PUT, /a/b, ANY /a/{x}",
    "GET, /a/b/c, GET /a/b/{y+}",
    "POST, /a/b/c, ANY /a/b/{y+}",
    "POST, /a/c/d, POST /{z+}",
  })
  void method_comes_before_any_and_the_longer_greedy_prefix_first(
      String method, String path, String routeKey) {
    RouteTable table =
        table("ANY /a/{x}", "POST /{z+}", "ANY /a/b/{y+}", "GET /a/{x}", "GET /a/b/{y+}");

    Optional<RouteMatch> match = table.find(method, path);

    assertThat(match.map(found -> found.route().key())).contains(routeKey);
  }

  @Test
  void nothing_matches_without_a_default_route() {
    RouteTable table = table("GET /orders", "GET /orders/{id}");

    assertThat(table.find("POST", "/orders")).isEmpty();
    assertThat(table.find("GET", "/orders/1/lines")).isEmpty();
    assertThat(table.find("GET", "/orders/")).isEmpty();
    assertThat(table.find("GET", "/Orders")).isEmpty();
  }

  @Test
  void path_parameters_are_decoded() {
    RouteTable table = table("GET /products/{sku}", "GET /files/{path+}");

    assertThat(table.find("GET", "/products/A%20b%2B+").orElseThrow().parameters())
        .isEqualTo(Map.of("sku", "A b++"));
    assertThat(table.find("GET", "/files/a/b%C3%A4").orElseThrow().parameters())
        .isEqualTo(Map.of("path", "a/bä"));
  }

  private static RouteTable table(String... keys) {
    List<HttpRoute> routes = Stream.of(keys).map(RouteTableTest::route).toList();
    return new RouteTable(routes);
  }

  private static HttpRoute route(String key) {
    String[] parts = key.split(" ", 2);
    return parts.length == 1
        ? new HttpRoute("ANY", key, "F", Optional.empty())
        : new HttpRoute(parts[0], parts[1], "F", Optional.empty());
  }
}
