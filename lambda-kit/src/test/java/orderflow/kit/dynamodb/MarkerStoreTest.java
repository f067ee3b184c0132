package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;

class MarkerStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Answer REFUSED =
      new Answer(
          422, "application/problem+json", "{\"n\":\"ä\"}", Optional.empty(), Optional.empty());
  private static final Answer CREATED =
      new Answer(201, "application/json", "", Optional.of("/v1/x"), Optional.of("\"1\""));

  private final MarkerStore store =
      new MarkerStore(TestTables.client(), TestTables.create("kit", List.of()));

  @Test
  void a_key_that_was_never_used_has_no_marker() {
    assertThat(store.find(attempt("scope", "print", "a"))).isEqualTo(new Marker.None());
  }

  @Test
  void a_kept_answer_is_found_as_it_was() {
    Attempt attempt = attempt("scope", "print", "a");

    Marker kept = store.keep(attempt, CREATED);

    assertThat(kept).isEqualTo(new Marker.Answered(CREATED, true));
    assertThat(store.find(attempt)).isEqualTo(new Marker.Answered(CREATED, true));
    assertThat(store.find(attempt("scope", "print", "b")))
        .isEqualTo(new Marker.Answered(CREATED, false));
  }

  @Test
  void a_replay_gets_the_first_answer_and_does_not_replace_it() {
    store.keep(attempt("scope", "print", "a"), REFUSED);

    Marker replayed = store.keep(attempt("scope", "print", "b"), CREATED);

    assertThat(replayed).isEqualTo(new Marker.Answered(REFUSED, false));
    assertThat(store.find(attempt("scope", "print", "a")))
        .isEqualTo(new Marker.Answered(REFUSED, true));
  }

  @Test
  void a_repeated_write_of_one_attempt_is_its_own_answer() {
    Attempt attempt = attempt("scope", "print", "a");
    store.keep(attempt, REFUSED);

    Marker repeated = store.keep(attempt, REFUSED);

    assertThat(repeated).isEqualTo(new Marker.Answered(REFUSED, true));
  }

  @Test
  void the_same_key_for_something_else_is_another_request() {
    store.keep(attempt("scope", "print", "a"), REFUSED);

    Marker found = store.find(attempt("scope", "other", "b"));
    Marker kept = store.keep(attempt("scope", "other", "b"), CREATED);

    assertThat(found).isEqualTo(new Marker.OtherRequest());
    assertThat(kept).isEqualTo(new Marker.OtherRequest());
  }

  @Test
  void other_scopes_do_not_meet() {
    store.keep(attempt("scope", "print", "a"), REFUSED);

    assertThat(store.find(attempt("scope2", "print", "a"))).isEqualTo(new Marker.None());
  }

  @Test
  void an_expired_marker_that_is_not_yet_deleted_is_none_and_its_key_is_free() {
    store.keep(attempt("scope", "print", "a"), REFUSED);
    Attempt later = new Attempt("scope", "other", "b", NOW.plus(Attempt.KEPT));
    Attempt justBefore =
        new Attempt("scope", "print", "b", NOW.plus(Attempt.KEPT).minus(Duration.ofSeconds(1)));

    Marker before = store.find(justBefore);
    Marker after = store.find(later);
    Marker kept = store.keep(later, CREATED);

    assertThat(before).isEqualTo(new Marker.Answered(REFUSED, false));
    assertThat(after).isEqualTo(new Marker.None());
    assertThat(kept).isEqualTo(new Marker.Answered(CREATED, true));
  }

  private static Attempt attempt(String scope, String fingerprint, String id) {
    return new Attempt(scope, fingerprint, id, NOW);
  }
}
