package orderflow.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsHttpFunctionTest {
  private static final byte[] FILE =
      "sku,name,amount,currency\nA,Mug,500,EUR\n?,=cmd|x,1,EUR\nB,-,x,EUR\n".getBytes(UTF_8);

  private final Desk desk = new Desk();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    desk.close();
    http.close();
  }

  @Test
  void an_announced_file_is_uploaded_with_the_signed_url_and_imported() throws Exception {
    Desk.Answer made = desk.announce("k1", body(FILE.length, sha256(FILE)));
    String key = "incoming/products/" + made.text("id");

    HttpResponse<String> put = upload(made, FILE);
    desk.deliver(
        desk.event(
            key, put.headers().firstValue("etag").orElseThrow().replace("\"", ""), FILE.length));

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/v1/imports/" + made.text("id"));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    Desk.Answer read = desk.get(made.text("id"));
    assertThat(Desk.counts(read)).isEqualTo("total=3 created=1 failed=2");
    assertThat(read.text("checksum")).isEqualTo(sha256(FILE));
    assertThat(read.text("createdBy")).isEqualTo("usr_staff");
    assertThat(desk.staff("GET /v1/imports").send().data()).hasSize(1);
  }

  @Test
  void another_length_than_announced_is_not_taken_by_the_bucket() throws Exception {
    Desk.Answer made = desk.announce("k1", body(FILE.length + 1L, sha256(FILE)));

    HttpResponse<String> put = upload(made, FILE);

    assertThat(headersOf(made)).containsKeys("content-length", "x-amz-checksum-sha256");
    assertThat(put.statusCode()).isEqualTo(403);
  }

  @Test
  void another_content_than_announced_is_not_imported() throws Exception {
    Desk.Answer made = desk.announce("k1", body(FILE.length, sha256(new byte[0])));

    desk.deliver(desk.put("incoming/products/" + made.text("id"), FILE));

    assertThat(desk.get(made.text("id")).body()).contains("checksum_mismatch");
    assertThat(desk.orders.invocations()).isZero();
  }

  @Test
  void a_list_of_bad_rows_can_be_mended_and_sent_again() {
    desk.deliver(desk.put("incoming/products/f.csv", FILE));
    String csv =
        desk.staff("GET /v1/imports/{importId}/errors")
            .path(desk.newest().text("id"))
            .header("accept", "text/csv")
            .send()
            .body();

    desk.deliver(
        desk.put("incoming/products/mended.csv", csv.replace("?", "C").replace(",x,", ",7,")));

    assertThat(Desk.counts(desk.newest())).isEqualTo("total=2 created=2");
    assertThat(desk.orders.products().toString()).contains("value==cmd|x");
  }

  @Test
  void a_replay_gives_the_same_import_with_a_fresh_url_until_the_file_is_there() throws Exception {
    Desk.Answer made = desk.announce("k1", body(FILE.length, sha256(FILE)));

    Desk.Answer again = desk.announce("\"k1\"", body(FILE.length, sha256(FILE)));
    desk.deliver(desk.put("incoming/products/" + made.text("id"), FILE));
    Desk.Answer late = desk.announce("k1", body(FILE.length, sha256(FILE)));
    Desk.Answer other = desk.announce("k1", body(FILE.length + 1L, sha256(FILE)));

    assertThat(again.text("id")).isEqualTo(made.text("id"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json().get("upload").orElseThrow()).isInstanceOf(Json.Obj.class);
    assertThat(late.text("id")).isEqualTo(made.text("id"));
    assertThat(late.json().get("upload").orElseThrow()).isEqualTo(new Json.Null());
    assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/kind required",
        "{\"kind\":\"products\",\"format\":\"xml\",\"fileName\":\"f\",\"sizeBytes\":1}|csv or jsonl or auto",
        "{\"kind\":\"x\",\"fileName\":\"f\",\"sizeBytes\":1}|products or orders",
        "{\"kind\":\"orders\",\"fileName\":\"f\",\"sizeBytes\":5368709121}|to 5368709120",
        "{\"kind\":\"orders\",\"fileName\":\"f\",\"sizeBytes\":1,\"sha256\":\"AB\"}|hexadecimal",
        "{\"kind\":\"orders\",\"fileName\":\"f\",\"sizeBytes\":1,\"tolerance\":{}}|either rows or percent",
        "{\"kind\":\"orders\",\"fileName\":\"f\",\"sizeBytes\":1,\"tolerance\":{\"rows\":1,\"percent\":1}}|beside rows"
      })
  void what_is_wrong_is_said_with_what_is_allowed(String body, String said) {
    Desk.Answer refused = desk.announce("k1", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().replace("\",\"code\":\"", " ")).contains(said);
  }

  @Test
  void the_template_with_a_row_of_the_examples_is_imported() {
    Desk.Answer schema =
        desk.staff("GET /v1/import-schemas/{kind}").path("kind", "products").send();
    Desk.Answer template =
        desk.staff("GET /v1/import-schemas/{kind}/template")
            .path("kind", "products")
            .header("accept", "text/csv")
            .send();
    desk.deliver(
        desk.put(
            "incoming/products/f.csv", template.body() + "MUG-1,Enamel mug,1250,EUR,100,true\n"));

    assertThat(template.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(template.body()).isEqualTo("sku,name,amount,currency,stock,active\n");
    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.body())
        .contains(
            "\"kind\":\"products\",\"version\":1",
            "{\"name\":\"stock\",\"required\":false,\"type\":\"integer\",\"minimum\":0,"
                + "\"maximum\":1000000000,",
            "\"maxFileBytes\":5368709120,\"maxRecordBytes\":65536");
    assertThat(desk.staff("GET /v1/imports").send().body()).contains("\"created\":1");
    assertThat(desk.staff("GET /v1/import-schemas").send().body())
        .contains("\"kind\":\"products\"", "\"kind\":\"orders\"", "\"maxLinesOfAnOrder\":50");
    assertThat(desk.staff("GET /v1/import-schemas/{kind}").path("kind", "mugs").send().status())
        .isEqualTo(404);
    assertThat(desk.staff("GET /v1/import-schemas").query("kind", "orders").send().body())
        .contains("\"code\":\"invalid_input\"");
  }

  @Test
  void bad_rows_come_as_a_file_to_mend_without_formulas() {
    desk.deliver(desk.put("incoming/products/f.csv", FILE));
    String id = desk.newest().text("id");

    Desk.Answer csv =
        desk.staff("GET /v1/imports/{importId}/errors")
            .path(id)
            .header("accept", "text/csv")
            .send();

    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.body().lines())
        .containsExactly(
            "sku,name,amount,currency,stock,active,errors",
            "?,'=cmd|x,1,EUR,,,\"sku must be 1 to 64 letters, digits, '.', '_' and '-', beginning with"
                + " a letter or digit\"",
            "B,'-,x,EUR,,,amount must be a whole number from 0 to 9007199254740991");
  }

  @Test
  void errors_are_paged_in_input_order() {
    desk.deliver(desk.put("incoming/products/f.csv", FILE));
    String id = desk.newest().text("id");

    Desk.Answer first =
        desk.staff("GET /v1/imports/{importId}/errors").path(id).query("limit", "1").send();
    Desk.Answer second =
        desk.staff("GET /v1/imports/{importId}/errors")
            .path(id)
            .query("limit", "1")
            .query("cursor", first.text("next"))
            .send();

    assertThat(first.data().toString()).contains("value=sku").contains("text=2");
    assertThat(second.data().toString()).contains("value=amount").contains("text=3");
    assertThat(second.json().get("next").orElseThrow()).isEqualTo(new Json.Null());
  }

  @Test
  void faults_of_rows_that_no_one_read_holds_are_all_given() {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(row -> "S" + row + "," + "x".repeat(40_000) + ",1,EUR,,\n")
            .collect(Collectors.joining());
    desk.deliver(
        desk.put("incoming/products/f.csv", "sku,name,amount,currency,stock,active\n" + rows));
    String id = desk.newest().text("id");

    List<Json> faults = new ArrayList<>();
    Desk.Answer page = desk.errors(id);
    faults.addAll(page.data());
    while (page.json().get("next").orElseThrow() instanceof Json.Str(String cursor)) {
      page =
          desk.staff("GET /v1/imports/{importId}/errors")
              .path(id)
              .query("limit", "100")
              .query("cursor", cursor)
              .send();
      faults.addAll(page.data());
    }

    assertThat(Desk.counts(desk.get(id))).isEqualTo("total=40 failed=40");
    assertThat(faults).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void imports_are_listed_newest_first_and_paged() {
    List<String> ids =
        List.of("a", "b", "c").stream()
            .map(key -> desk.announce(key, body(1, "")).text("id"))
            .toList();

    Desk.Answer first = desk.staff("GET /v1/imports").query("limit", "2").send();
    Desk.Answer second =
        desk.staff("GET /v1/imports")
            .query("limit", "2")
            .query("cursor", first.text("next"))
            .send();

    assertThat(first.data()).hasSize(2);
    assertThat(second.data()).hasSize(1);
    assertThat(first.body() + second.body()).contains(ids);
    assertThat(first.header("Link")).contains("rel=\"next\"");
  }

  @Test
  void an_import_that_has_not_changed_is_not_sent_again() {
    String id = desk.announce("k1", body(1, "")).text("id");
    String etag = desk.get(id).header("ETag");

    Desk.Answer same =
        desk.staff("GET /v1/imports/{importId}").path(id).header("if-none-match", etag).send();
    desk.deliver(desk.put("incoming/products/" + id, FILE));
    Desk.Answer changed =
        desk.staff("GET /v1/imports/{importId}").path(id).header("if-none-match", etag).send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void who_may_not_import_sees_nothing_and_unknown_imports_are_not_found() {
    Desk.Answer forbidden = desk.customer("GET /v1/imports").send();
    Desk.Answer unknown = desk.get("imp_01JD8Y0000ABCDEFGHJKMNPQRS");
    Desk.Answer noId = desk.errors("x");
    Desk.Answer picture = desk.staff("GET /v1/imports").header("accept", "text/csv").send();

    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(noId.status()).isEqualTo(404);
    assertThat(picture.status()).isEqualTo(406);
  }

  private HttpResponse<String> upload(Desk.Answer made, byte[] content)
      throws IOException, InterruptedException {
    Json.Obj upload = (Json.Obj) made.json().get("upload").orElseThrow();
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(((Json.Str) upload.get("url").orElseThrow()).value()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
    headersOf(made)
        .forEach((name, value) -> {
          if (!name.equals("content-length")) {
            put.header(name, ((Json.Str) value).value());
          }
        });
    return http.send(put.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Json> headersOf(Desk.Answer made) {
    Json.Obj upload = (Json.Obj) made.json().get("upload").orElseThrow();
    return ((Json.Obj) upload.get("headers").orElseThrow()).members();
  }

  private static String body(long size, String sha256) {
    return "{\"kind\":\"products\",\"format\":\"csv\",\"fileName\":\"f.csv\",\"sizeBytes\":%d%s}"
        .formatted(size, sha256.isEmpty() ? "" : ",\"sha256\":\"" + sha256 + "\"");
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
