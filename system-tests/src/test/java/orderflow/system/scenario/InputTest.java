package orderflow.system.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnePlatform.class)
class InputTest {
  private static final int BODY_LIMIT = 256 * 1024;
  private static final int GATEWAY_LIMIT = 10 * 1024 * 1024;

  private final Shop shop;

  InputTest(Shop shop) {
    this.shop = shop;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1}]} {}",
        "{'lines':[]}",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1,\"quantity\":2}]}",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":NaN}]}",
      })
  void what_is_no_json_or_has_a_member_twice_is_malformed(String body) {
    Answer answer = shop.customer().post("/v1/orders").key(Shop.newKey()).json(body);

    answer.problem(400, "malformed_json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                          | ''                | wrong_type",
        "{}                                                          | /lines            | required",
        "{\"lines\":\"SKU-001\"}                                     | /lines            | wrong_type",
        "{\"lines\":[]}                                              | /lines            | wrong_length",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":\"1\"}]}      | /lines/0/quantity | wrong_type",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1.5}]}        | /lines/0/quantity | out_of_range",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":0}]}          | /lines/0/quantity | out_of_range",
        "{\"lines\":[{\"sku\":1,\"quantity\":1}]}                    | /lines/0/sku      | wrong_type",
        "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1}],\"a/b\":1}| /a~1b             | unknown_member",
      })
  void input_of_a_wrong_form_is_refused_with_a_pointer(String body, String pointer, String code) {
    Answer answer = shop.customer().post("/v1/orders").key(Shop.newKey()).json(body);

    JsonNode fault = answer.problem(400, "invalid_input").at("/errors/0");
    assertThat(fault.path("pointer").asText()).isEqualTo(pointer);
    assertThat(fault.path("code").asText()).isEqualTo(code);
  }

  @Test
  void all_faults_come_at_once() {
    Answer answer =
        shop.customer()
            .post("/v1/orders")
            .key(Shop.newKey())
            .json(
                "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":0},{\"quantity\":1}],\"colour\":1}");

    assertThat(answer.problem(400, "invalid_input").path("errors"))
        .extracting(fault -> fault.path("pointer").asText())
        .containsExactlyInAnyOrder("/lines/0/quantity", "/lines/1/sku", "/colour");
  }

  @Test
  void a_customer_cannot_order_for_somebody_else() {
    Answer answer =
        shop.customer()
            .post("/v1/orders")
            .key(Shop.newKey())
            .json(
                "{\"lines\":[{\"sku\":\"SKU-001\",\"quantity\":1}],\"customerId\":\"usr_01JD8Y0000CVST0MER00000000\"}");

    assertThat(answer.problem(400, "invalid_input").at("/errors/0/pointer").asText())
        .isEqualTo("/customerId");
  }

  @Test
  void a_body_of_256_kib_is_read_and_one_byte_more_is_refused_by_the_function() {
    Answer full = padded(BODY_LIMIT);
    Answer over = padded(BODY_LIMIT + 1);

    full.as(201, "Order");
    over.problem(413, "payload_too_large");
  }

  @Test
  void a_body_above_10_mb_is_refused_by_the_gateway() {
    Answer answer = padded(GATEWAY_LIMIT + 1);

    answer.gateway(413, "Request Entity Too Large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void another_content_type_is_unsupported(String type) {
    Answer answer =
        shop.customer()
            .post("/v1/orders")
            .key(Shop.newKey())
            .header("Content-Type", type)
            .body(Client.lines("SKU-001", 1));

    answer.problem(415, "unsupported_media_type");
  }

  @Test
  void a_client_that_takes_no_json_is_refused() {
    Answer answer = shop.anyone().get("/v1/products").header("Accept", "text/html").send();

    answer.problem(406, "not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/orders?colour=red", "/v1/products?colour=red"})
  void an_unknown_query_parameter_is_refused_with_its_name(String path) {
    Answer answer = shop.customer().get(path).send();

    JsonNode fault = answer.problem(400, "invalid_input").at("/errors/0");
    assertThat(fault.path("pointer").asText()).isEqualTo("colour");
    assertThat(fault.path("detail").asText()).contains("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "ten", "1.5"})
  void a_limit_out_of_range_is_refused(String limit) {
    Answer answer = shop.customer().get("/v1/orders?limit=" + limit).send();

    assertThat(answer.problem(400, "invalid_input").at("/errors/0/pointer").asText())
        .isEqualTo("limit");
  }

  @Test
  void an_order_without_an_idempotency_key_is_refused() {
    Answer answer = shop.customer().post("/v1/orders").json(Client.lines("SKU-001", 1));

    answer.problem(400, "idempotency_key_required");
  }

  @Test
  void a_key_with_another_body_is_refused() {
    String key = Shop.newKey();
    shop.customer().post("/v1/orders").key(key).json(Client.lines("SKU-001", 1)).as(201, "Order");

    Answer answer = shop.customer().post("/v1/orders").key(key).json(Client.lines("SKU-001", 2));

    answer.problem(422, "idempotency_key_reused");
  }

  @Test
  void a_key_belongs_to_one_caller() {
    String key = Shop.newKey();
    String body = Client.lines("SKU-001", 1);
    JsonNode mine = shop.customer().post("/v1/orders").key(key).json(body).as(201, "Order");

    Answer answer = shop.otherCustomer().post("/v1/orders").key(key).json(body);

    assertThat(answer.as(201, "Order").path("id")).isNotEqualTo(mine.path("id"));
    assertThat(answer.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void a_quoted_key_and_an_equal_body_in_another_spelling_are_a_replay() {
    String key = Shop.newKey();
    Answer first = shop.customer().post("/v1/orders").key(key).json(Client.lines("SKU-001", 1));

    Answer replay =
        shop.customer()
            .post("/v1/orders")
            .key("\"" + key + "\"")
            .json("{ \"lines\" : [ { \"quantity\" : 1, \"sku\" : \"SKU-001\" } ] }");

    assertThat(replay.as(201, "Order")).isEqualTo(first.as(201, "Order"));
    assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void a_payment_needs_the_current_version() {
    Answer placed = shop.customer().order("SKU-001", 1);
    String path = placed.header("Location") + "/payment";
    String body =
        "{\"amount\":{\"amount\":1250,\"currency\":\"EUR\"},\"method\":\"card\",\"reference\":\"p\"}";

    Answer missing = shop.customer().post(path).key(Shop.newKey()).json(body);
    Answer stale =
        shop.customer().post(path).key(Shop.newKey()).header("If-Match", "\"99\"").json(body);

    missing.problem(428, "precondition_required");
    stale.problem(412, "precondition_failed");
    assertThat(stale.header("ETag")).isEqualTo(placed.header("ETag"));
  }

  @Test
  void paying_another_amount_is_refused() {
    Answer placed = shop.customer().order("SKU-001", 1);
    String id = placed.as(201, "Order").path("id").asText();

    Answer answer = shop.customer().pay(id, placed.header("ETag"), 1);

    answer.problem(422, "amount_mismatch");
  }

  @Test
  void an_unknown_product_is_refused() {
    Answer answer = shop.customer().order("NO-SUCH-SKU", 1);

    answer.problem(422, "unknown_product");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/unknown", "GET, /", "DELETE, /v1/orders", "DELETE, /v1/products/SKU-001"})
  void an_unknown_path_or_method_is_refused_by_the_gateway(String method, String path) {
    Answer answer = shop.customer().call(method, path).send();

    answer.gateway(404, "Not Found");
  }

  @Test
  void a_request_id_is_echoed_and_a_malformed_one_replaced() {
    Answer good = shop.anyone().get("/v1/health").header("X-Request-Id", "my-id.1").send();
    Answer bad = shop.anyone().get("/v1/health").header("X-Request-Id", "my id").send();

    good.as(200, "Health");
    assertThat(good.header("X-Request-Id")).isEqualTo("my-id.1");
    assertThat(bad.header("X-Request-Id")).startsWith("req_");
  }

  private Answer padded(int bytes) {
    String body = Client.lines("SKU-005", 1);
    return shop.customer()
        .post("/v1/orders")
        .key(Shop.newKey())
        .json(body + " ".repeat(bytes - body.length()));
  }
}
