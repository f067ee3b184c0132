package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orderflow.local.template.Cors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorsTest {

  private static final Cors CONFIGURATION =
      new Cors(
          List.of("https://shop.example.com"),
          List.of("GET", "POST"),
          List.of("authorization", "content-type"),
          List.of("ETag"),
          true,
          Duration.ofMinutes(10));
  private static final byte[] NOTHING = {};

  private final GatewayFixture gateway =
      new GatewayFixture()
          .route("GET /a", "F", Optional.of("Auth"))
          .authorizer("Auth", Duration.ZERO, "$request.header.Authorization")
          .returning("Auth", "{\"isAuthorized\":true}")
          .returning(
              "F",
              "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\",\"Access-Control-Max-Age\":\"1\"}}");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void preflight_is_answered_without_an_options_route() throws Exception {
    gateway.cors(CONFIGURATION);

    var response = preflight("https://shop.example.com");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "access-control-allow-origin"))
        .contains("https://shop.example.com");
    assertThat(header(response, "access-control-allow-methods")).contains("GET,POST");
    assertThat(header(response, "access-control-allow-headers"))
        .contains("authorization,content-type");
    assertThat(header(response, "access-control-allow-credentials")).contains("true");
    assertThat(header(response, "access-control-max-age")).contains("600");
    assertThat(header(response, "apigw-requestid")).isPresent();
    assertThat(gateway.events()).isEmpty();
  }

  @Test
  void preflight_of_another_origin_gets_no_cors_headers() throws Exception {
    gateway.cors(CONFIGURATION);

    var response = preflight("https://evil.example.com");

    assertThat(header(response, "access-control-allow-origin")).isEmpty();
    assertThat(header(response, "access-control-allow-methods")).isEmpty();
  }

  @Test
  void headers_of_the_function_are_replaced_by_the_configured_ones() throws Exception {
    gateway.cors(CONFIGURATION);

    var allowed = gateway.get("/a", "Authorization", "t", "Origin", "https://shop.example.com");
    var other = gateway.get("/a", "Authorization", "t", "Origin", "https://evil.example.com");

    assertThat(allowed.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://shop.example.com");
    assertThat(header(allowed, "access-control-expose-headers")).contains("ETag");
    assertThat(header(allowed, "access-control-max-age")).isEmpty();
    assertThat(header(other, "access-control-allow-origin")).isEmpty();
  }

  @Test
  void default_route_with_an_authorizer_catches_the_preflight() throws Exception {
    gateway.cors(CONFIGURATION).route("$default", "F", Optional.of("Auth"));

    var response = preflight("https://shop.example.com");

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void without_a_configuration_the_headers_of_the_function_stay_and_options_has_no_route()
      throws Exception {
    var response = gateway.get("/a", "Authorization", "t", "Origin", "https://shop.example.com");
    var preflight = preflight("https://shop.example.com");

    assertThat(header(response, "access-control-allow-origin")).contains("*");
    assertThat(preflight.statusCode()).isEqualTo(404);
  }

  @Test
  void any_origin_is_answered_with_a_star() throws Exception {
    List<String> any = List.of("*");
    gateway.cors(new Cors(any, any, any, List.of(), false, Duration.ZERO));

    var response = preflight("https://anything.example.com");

    assertThat(header(response, "access-control-allow-origin")).contains("*");
    assertThat(header(response, "access-control-allow-credentials")).isEmpty();
    assertThat(header(response, "access-control-max-age")).isEmpty();
  }

  @Test
  void answer_of_the_gateway_itself_carries_the_headers_too() throws Exception {
    gateway.cors(CONFIGURATION);

    var response = gateway.get("/a", "Origin", "https://shop.example.com");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(header(response, "access-control-allow-origin"))
        .contains("https://shop.example.com");
  }

  private HttpResponse<byte[]> preflight(String origin) throws Exception {
    return gateway.send(
        "OPTIONS", "/a", NOTHING, "Origin", origin, "Access-Control-Request-Method", "GET");
  }

  private static Optional<String> header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name);
  }
}
