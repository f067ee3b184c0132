package orderflow.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEventTest {

  private final GatewayFixture gateway =
      new GatewayFixture().route("ANY /things/{id}", "Echo").route("$default", "Echo");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void event_names_version_route_path_and_context() throws Exception {
    gateway.get("/things/7?x=1", "User-Agent", "tests/1");

    JsonNode event = gateway.events().getFirst();
    JsonNode context = event.get("requestContext");
    assertThat(event.get("version").textValue()).isEqualTo("2.0");
    assertThat(event.get("routeKey").textValue()).isEqualTo("ANY /things/{id}");
    assertThat(event.get("rawPath").textValue()).isEqualTo("/things/7");
    assertThat(context.get("accountId").textValue()).isEqualTo("000000000000");
    assertThat(context.get("apiId").textValue()).isEqualTo("abc123");
    assertThat(context.get("domainPrefix").textValue()).isEqualTo("abc123");
    assertThat(context.get("domainName").textValue())
        .isEqualTo("abc123.execute-api.eu-west-1.amazonaws.com");
    assertThat(context.get("routeKey").textValue()).isEqualTo("ANY /things/{id}");
    assertThat(context.get("stage").textValue()).isEqualTo("$default");
    assertThat(context.has("authorizer")).isFalse();
    assertThat(context.get("http"))
        .isEqualTo(
            GatewayFixture.JSON
                .createObjectNode()
                .put("method", "GET")
                .put("path", "/things/7")
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", "tests/1"));
  }

  @Test
  void time_is_in_common_log_format_and_time_epoch_in_milliseconds() throws Exception {
    gateway.get("/things/7");

    JsonNode context = gateway.events().getFirst().get("requestContext");
    assertThat(context.get("time").textValue()).isEqualTo("12/Mar/2020:19:03:58 +0000");
    assertThat(context.get("timeEpoch").longValue()).isEqualTo(1584039838123L);
  }

  @Test
  void every_answer_carries_the_request_id_of_its_event() throws Exception {
    var response = gateway.get("/things/7");

    String id = gateway.events().getFirst().get("requestContext").get("requestId").textValue();
    assertThat(response.headers().firstValue("apigw-requestid")).contains(id);
    assertThat(id).hasSize(16).endsWith("=");
  }

  @Test
  void header_names_are_in_lower_case_and_repeated_headers_joined() throws Exception {
    gateway.get("/", "X-Colour", "red", "X-Colour", "blue", "Accept-Language", "de");

    JsonNode headers = gateway.events().getFirst().get("headers");
    assertThat(headers.get("x-colour").textValue()).isEqualTo("red,blue");
    assertThat(headers.get("accept-language").textValue()).isEqualTo("de");
    assertThat(headers.has("X-Colour")).isFalse();
  }

  @Test
  void gateway_adds_forwarding_trace_length_and_host() throws Exception {
    gateway.get("/", "X-Forwarded-For", "203.0.113.7");

    JsonNode headers = gateway.events().getFirst().get("headers");
    String port = gateway.url().substring(gateway.url().lastIndexOf(':') + 1);
    assertThat(headers.get("x-forwarded-for").textValue()).isEqualTo("203.0.113.7,127.0.0.1");
    assertThat(headers.get("x-forwarded-port").textValue()).isEqualTo(port);
    assertThat(headers.get("x-forwarded-proto").textValue()).isEqualTo("http");
    assertThat(headers.get("x-amzn-trace-id").textValue())
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(headers.get("content-length").textValue()).isEqualTo("0");
    assertThat(headers.get("host").textValue()).isEqualTo("127.0.0.1:" + port);
  }

  @Test
  void cookies_are_taken_out_of_the_headers() throws Exception {
    gateway.get("/", "Cookie", "a=1; b=two");

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("cookies"))
        .isEqualTo(GatewayFixture.JSON.createArrayNode().add("a=1").add("b=two"));
    assertThat(event.get("headers").has("cookie")).isFalse();
  }

  @Test
  void raw_query_stays_encoded_and_parameters_are_decoded_and_joined() throws Exception {
    gateway.get("/?q=a%20b+c&q=%C3%A4&flag&e=");

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("rawQueryString").textValue()).isEqualTo("q=a%20b+c&q=%C3%A4&flag&e=");
    assertThat(event.get("queryStringParameters"))
        .isEqualTo(
            GatewayFixture.JSON
                .createObjectNode()
                .put("q", "a b c,ä")
                .put("flag", "")
                .put("e", ""));
  }

  @Test
  void raw_path_and_path_parameters_are_decoded_despite_the_name() throws Exception {
    gateway.get("/things/a%20b+%C3%A4");

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("rawPath").textValue()).isEqualTo("/things/a b+ä");
    assertThat(event.get("requestContext").get("http").get("path").textValue())
        .isEqualTo("/things/a b+ä");
    assertThat(event.get("pathParameters").get("id").textValue()).isEqualTo("a b+ä");
  }

  @Test
  void trailing_slash_is_kept() throws Exception {
    gateway.get("/other/");

    assertThat(gateway.events().getFirst().get("rawPath").textValue()).isEqualTo("/other/");
  }

  @Test
  void what_is_absent_is_left_out() throws Exception {
    gateway.get("/other");

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("rawQueryString").textValue()).isEmpty();
    assertThat(event.has("queryStringParameters")).isFalse();
    assertThat(event.has("pathParameters")).isFalse();
    assertThat(event.has("cookies")).isFalse();
    assertThat(event.has("body")).isFalse();
    assertThat(event.get("isBase64Encoded").booleanValue()).isFalse();
    assertThat(event.get("routeKey").textValue()).isEqualTo("$default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "application/json; charset=utf-8",
        "Application/XML",
        "application/javascript"
      })
  void text_bodies_are_passed_as_text(String contentType) throws Exception {
    gateway.send(
        "POST",
        "/things/1",
        "{\"ä\":1}".getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        contentType);

    JsonNode event = gateway.events().getFirst();
    assertThat(event.get("body").textValue()).isEqualTo("{\"ä\":1}");
    assertThat(event.get("isBase64Encoded").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/octet-stream",
        "application/problem+json"
      })
  void other_bodies_are_passed_as_base64(String contentType) throws Exception {
    byte[] body = {1, 2, (byte) 0xff};

    gateway.send("POST", "/things/1", body, "Content-Type", contentType);

    assertBase64(gateway.events().getFirst(), body);
  }

  @Test
  void body_without_a_content_type_is_passed_as_base64() throws Exception {
    byte[] body = "plain".getBytes(StandardCharsets.UTF_8);

    gateway.send("PATCH", "/things/1", body);

    assertBase64(gateway.events().getFirst(), body);
  }

  private static void assertBase64(JsonNode event, byte[] body) {
    assertThat(event.get("body").textValue()).isEqualTo(Base64.getEncoder().encodeToString(body));
    assertThat(event.get("isBase64Encoded").booleanValue()).isTrue();
  }
}
