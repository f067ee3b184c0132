package orderflow.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;
import orderflow.model.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  private static final Page<String> PART = new Page<>(List.of("a", "b"), Optional.of("b"));

  private final Lists lists = lists();

  @Test
  void a_page_has_its_data_and_the_cursor_of_the_next_in_body_and_link() {
    HttpResponse response = lists.answer(request(Map.of("status", "a b")), PART, Json::of);

    String next = cursorOf(response);
    assertThat(response.body().text()).startsWith("{\"data\":[\"a\",\"b\"],\"next\":\"");
    assertThat(response.headers())
        .containsEntry("Link", "</v1/things?cursor=" + next + "&status=a+b>; rel=\"next\"");
  }

  @Test
  void the_last_page_has_neither() {
    Page<String> last = new Page<>(List.of("a"), Optional.empty());

    HttpResponse response = lists.answer(request(Map.of()), last, Json::of);

    assertThat(response.body().text()).isEqualTo("{\"data\":[\"a\"],\"next\":null}");
    assertThat(response.headers()).doesNotContainKey("Link");
  }

  @Test
  void a_page_in_another_form_has_the_link_alone() {
    HttpResponse csv = HttpResponse.of(200, "text/csv", new byte[] {'a'});

    HttpResponse response = lists.linked(csv, request(Map.of()), PART);

    assertThat(response.headers().get("Link"))
        .startsWith("</v1/things?cursor=")
        .endsWith(">; rel=\"next\"");
    assertThat(response.body().text()).isEqualTo("a");
  }

  @Test
  void a_cursor_gives_the_position_back_whatever_the_limit() {
    String cursor = cursorOf(lists.answer(request(Map.of("limit", "2")), PART, Json::of));

    HttpRequest next = request(Map.of("limit", "50", "cursor", cursor));

    assertThat(lists.position(next)).isEqualTo(Input.given(Optional.of("b")));
    assertThat(lists.position(request(Map.of()))).isEqualTo(Input.given(Optional.empty()));
  }

  @Test
  void a_cursor_of_another_caller_or_query_is_refused() {
    String cursor = cursorOf(lists.answer(request(Map.of()), PART, Json::of));

    HttpRequest otherQuery = request(Map.of("status", "open", "cursor", cursor));
    HttpRequest otherCaller = request("usr_2", Map.of("cursor", cursor));

    assertThat(codeOf(lists.position(otherQuery))).isEqualTo(ErrorCode.CURSOR_INVALID);
    assertThat(codeOf(lists.position(otherCaller))).isEqualTo(ErrorCode.CURSOR_INVALID);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 100"})
  void a_limit_is_from_1_to_100(String sent, int limit) {
    assertThat(Lists.limit(request(Map.of("limit", sent)))).isEqualTo(Input.given(limit));
    assertThat(Lists.limit(request(Map.of()))).isEqualTo(Input.given(Lists.DEFAULT_LIMIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "ten", ""})
  void any_other_limit_is_refused(String sent) {
    assertThat(Lists.limit(request(Map.of("limit", sent)))).isInstanceOf(Input.Refused.class);
  }

  private static Lists lists() {
    String table = TestTables.create("kit", List.of());
    SecretStore secrets = new SecretStore(TestTables.client(), table, new Random(1));
    return new Lists(new Cursors(secrets, CLOCK));
  }

  private static HttpRequest request(Map<String, String> query) {
    return request("usr_1", query);
  }

  private static HttpRequest request(String subject, Map<String, String> query) {
    return new HttpRequest(
        "GET /v1/things",
        "/v1/things",
        Map.of(),
        Map.of(),
        query,
        Body.empty(),
        new Caller.Identified(
            subject,
            Set.of(),
            Set.of(),
            Optional.empty(),
            "client",
            Instant.MAX,
            Optional.empty(),
            Set.of()),
        "r-1",
        "api.example.com",
        "192.0.2.1",
        Deadline.at(Instant.MAX, CLOCK));
  }

  private static String cursorOf(HttpResponse response) {
    String body = response.body().text();
    return body.substring(body.indexOf("\"next\":\"") + 8, body.length() - 2);
  }

  private static ErrorCode codeOf(Input<?> input) {
    assertThat(input).isInstanceOf(Input.Refused.class);
    return ((Input.Refused<?>) input).problem().code();
  }
}
