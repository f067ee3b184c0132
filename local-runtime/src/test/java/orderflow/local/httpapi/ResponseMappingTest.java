package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseMappingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}|{\"a\":1}",
        "\"hello\"|hello",
        "12|12",
        "[1]|[1]",
        "null|null",
        "{broken|{broken"
      })
  void answer_without_a_status_is_status_200_and_json(String payload, String body) {
    GatewayResponse response = ResponseMapping.map(payload);

    assertThat(response.status()).isEqualTo(200);
    assertThat(header(response, "content-type")).containsExactly("application/json");
    assertThat(response.body().text()).isEqualTo(body);
  }

  @Test
  void answer_with_a_status_gives_status_headers_and_body() {
    GatewayResponse response =
        ResponseMapping.map(
            "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"application/json\",\"X-Number\":7},\"body\":\"{}\"}");

    assertThat(response.status()).isEqualTo(201);
    assertThat(header(response, "Content-Type")).containsExactly("application/json");
    assertThat(header(response, "X-Number")).containsExactly("7");
    assertThat(response.body().text()).isEqualTo("{}");
  }

  @Test
  void base64_body_is_decoded_only_if_it_says_so() {
    GatewayResponse decoded =
        ResponseMapping.map("{\"statusCode\":200,\"body\":\"w6Q=\",\"isBase64Encoded\":true}");
    GatewayResponse plain = ResponseMapping.map("{\"statusCode\":200,\"body\":\"w6Q=\"}");

    assertThat(decoded.body().text()).isEqualTo("ä");
    assertThat(plain.body().text()).isEqualTo("w6Q=");
  }

  @Test
  void cookies_become_set_cookie_headers_before_the_one_of_the_headers() {
    GatewayResponse response =
        ResponseMapping.map(
            "{\"statusCode\":200,\"cookies\":[\"a=1\",\"b=2\"],\"headers\":{\"set-cookie\":\"c=3\"}}");

    assertThat(header(response, "set-cookie")).containsExactly("a=1", "b=2", "c=3");
  }

  @Test
  void status_without_a_content_type_is_plain_text() {
    GatewayResponse response = ResponseMapping.map("{\"statusCode\":200,\"body\":\"{}\"}");

    assertThat(header(response, "content-type")).containsExactly("text/plain; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":0}",
        "{\"statusCode\":\"fine\"}",
        "{\"statusCode\":200,\"headers\":[]}",
        "{\"statusCode\":200,\"headers\":{\"a\":{}}}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nc: d\"}}",
        "{\"statusCode\":200,\"body\":{\"a\":1}}",
        "{\"statusCode\":200,\"cookies\":\"a=1\"}",
        "{\"statusCode\":200,\"isBase64Encoded\":\"yes\"}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
      })
  void status_with_members_of_a_wrong_form_is_an_internal_server_error(String payload) {
    GatewayResponse response = ResponseMapping.map(payload);

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body().text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void client_sees_cookies_status_and_bytes() throws Exception {
    try (GatewayFixture gateway =
        new GatewayFixture()
            .route("GET /x", "F", Optional.empty())
            .returning("F", "{\"statusCode\":404,\"cookies\":[\"a=1\",\"b=2\"],\"body\":\"nö\"}")) {
      var response = gateway.get("/x");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
      assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("nö");
    }
  }

  private static List<String> header(GatewayResponse response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(GatewayResponse.Header::value)
        .toList();
  }
}
