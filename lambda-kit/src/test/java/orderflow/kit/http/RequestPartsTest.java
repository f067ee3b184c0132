package orderflow.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderflow.kit.json.Fault;
import orderflow.kit.time.Deadline;
import orderflow.model.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPartsTest {

  @Test
  void quoted_and_bare_are_the_same_idempotency_key() {
    assertThat(IdempotencyHeader.read(with("idempotency-key", "abc")))
        .isEqualTo(Input.given("abc"));
    assertThat(IdempotencyHeader.read(with("idempotency-key", "\"abc\"")))
        .isEqualTo(Input.given("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "with space", "ümlaut", "\t"})
  void a_key_of_other_characters_is_refused(String key) {
    assertThat(codeOf(IdempotencyHeader.read(with("idempotency-key", key))))
        .isEqualTo(ErrorCode.IDEMPOTENCY_KEY_INVALID);
  }

  @Test
  void a_key_has_at_most_255_characters_and_must_be_there() {
    assertThat(IdempotencyHeader.read(with("idempotency-key", "x".repeat(255))))
        .isInstanceOf(Input.Given.class);
    assertThat(codeOf(IdempotencyHeader.read(with("idempotency-key", "x".repeat(256)))))
        .isEqualTo(ErrorCode.IDEMPOTENCY_KEY_INVALID);
    assertThat(codeOf(IdempotencyHeader.read(request(Map.of(), Map.of()))))
        .isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REQUIRED);
  }

  @Test
  void if_match_compares_strongly() {
    Precondition precondition = given(Precondition.ifMatch(with("if-match", "\"1\", W/\"2\"")));

    assertThat(precondition.holdsFor("\"1\"")).isTrue();
    assertThat(precondition.holdsFor("\"2\"")).isFalse();
    assertThat(given(Precondition.ifMatch(with("if-match", "*"))).holdsFor("\"9\"")).isTrue();
  }

  @Test
  void a_required_precondition_that_is_missing_is_428() {
    HttpRequest without = request(Map.of(), Map.of());

    assertThat(codeOf(Precondition.ifMatch(without))).isEqualTo(ErrorCode.PRECONDITION_REQUIRED);
    assertThat(codeOf(Precondition.ifMatchOrAbsent(without)))
        .isEqualTo(ErrorCode.PRECONDITION_REQUIRED);
  }

  @Test
  void if_none_match_star_asks_for_creation() {
    Precondition precondition = given(Precondition.ifMatchOrAbsent(with("if-none-match", "*")));

    assertThat(precondition).isEqualTo(new Precondition.Absent());
    assertThat(precondition.holdsFor("\"1\"")).isFalse();
  }

  @Test
  void if_none_match_compares_weakly() {
    assertThat(Precondition.isNotModified(with("if-none-match", "W/\"1\""), "\"1\"")).isTrue();
    assertThat(Precondition.isNotModified(with("if-none-match", "\"2\""), "\"1\"")).isFalse();
    assertThat(Precondition.isNotModified(request(Map.of(), Map.of()), "\"1\"")).isFalse();
  }

  @Test
  void a_failed_precondition_tells_the_current_etag() {
    assertThat(Precondition.failed("\"7\"").headers()).containsEntry("ETag", "\"7\"");
  }

  @Test
  void query_parameters_are_decoded() {
    HttpRequest request =
        request(Map.of(), Map.of("limit", "5", "from", "2026-01-01T00:00:00Z", "status", "paid"));

    Input<Filter> filter = Query.read(request, RequestPartsTest::filter);

    assertThat(filter)
        .isEqualTo(
            Input.given(
                new Filter(
                    5, Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Optional.of("paid"))));
  }

  @Test
  void all_faults_of_a_query_are_found_and_an_unknown_one_lists_the_allowed() {
    HttpRequest request =
        request(
            Map.of(), Map.of("limit", "0", "from", "yesterday", "status", "lost", "sort", "asc"));

    Input<Filter> filter = Query.read(request, RequestPartsTest::filter);

    assertThat(problem(filter).errors())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("limit", "from", "status", "sort");
    assertThat(problem(filter).errors())
        .filteredOn(fault -> fault.pointer().equals("sort"))
        .extracting(Fault::detail)
        .containsExactly("allowed: from, limit, status");
  }

  private static java.util.function.Supplier<Filter> filter(Query query) {
    Optional<Integer> limit = query.integer("limit", 1, 100);
    Optional<Instant> from = query.instant("from");
    Optional<String> status = query.oneOf("status", Set.of("paid", "pending"));
    return () -> new Filter(limit.orElse(20), from, status);
  }

  private static <T> T given(Input<T> input) {
    return switch (input) {
      case Input.Given<T>(T value) -> value;
      case Input.Refused<T>(Problem problem) -> throw new AssertionError(problem.toString());
    };
  }

  private static <T> Problem problem(Input<T> input) {
    return switch (input) {
      case Input.Given<T> given -> throw new AssertionError("not refused: " + given);
      case Input.Refused<T>(Problem problem) -> problem;
    };
  }

  private static ErrorCode codeOf(Input<?> input) {
    return problem(input).code();
  }

  private static HttpRequest with(String header, String value) {
    return request(Map.of(header, value), Map.of());
  }

  private static HttpRequest request(Map<String, String> headers, Map<String, String> query) {
    return new HttpRequest(
        "GET /",
        "/",
        headers,
        Map.of(),
        query,
        Body.empty(),
        new Caller.Anonymous(),
        "r-1",
        "api.example.com",
        "192.0.2.1",
        Deadline.at(Instant.MAX, InstantSource.system()));
  }

  private record Filter(int limit, Optional<Instant> from, Optional<String> status) {}
}
