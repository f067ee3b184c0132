package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final List<String> SCOPE = List.of("usr_1", "POST /v1/things", "key");
  private static final Json BODY = Json.object().with("a", 1).with("b", "x").build();

  private final Attempts attempts =
      new Attempts(
          InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.123456Z")), new Random(1));

  @Test
  void the_same_request_again_is_known_by_scope_and_fingerprint_but_is_another_attempt() {
    Attempt first = attempts.of(SCOPE, "", BODY);

    Attempt second = attempts.of(SCOPE, "", BODY);

    assertThat(second.scope()).isEqualTo(first.scope());
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void the_order_of_members_does_not_count() {
    Json turned = Json.object().with("b", "x").with("a", 1).build();

    assertThat(attempts.of(SCOPE, "", turned).fingerprint())
        .isEqualTo(attempts.of(SCOPE, "", BODY).fingerprint());
  }

  @Test
  void other_parameters_or_another_body_are_another_request_of_the_same_scope() {
    Attempt attempt = attempts.of(SCOPE, "", BODY);
    Attempt parameters = attempts.of(SCOPE, "{id=1}", BODY);
    Attempt body = attempts.of(SCOPE, "", Json.object().build());

    assertThat(List.of(attempt.fingerprint(), parameters.fingerprint(), body.fingerprint()))
        .doesNotHaveDuplicates();
    assertThat(List.of(parameters.scope(), body.scope())).containsOnly(attempt.scope());
  }

  @Test
  void parts_of_a_scope_cannot_be_shifted_into_each_other() {
    assertThat(attempts.of(List.of("ab", "c"), "", BODY).scope())
        .isNotEqualTo(attempts.of(List.of("a", "bc"), "", BODY).scope());
  }

  @Test
  void its_time_has_milliseconds() {
    assertThat(attempts.of(SCOPE, "", BODY).now())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
  }
}
