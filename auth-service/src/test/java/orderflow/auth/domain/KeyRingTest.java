package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final KeyRing first = new KeyRing(1, "A", START, Optional.empty(), List.of());

  @Test
  void a_key_that_was_just_published_is_not_ready() {
    KeyRing ring = first.withNext("B", START);

    assertThat(first.isReady(START.plus(Duration.ofDays(9)))).isFalse();
    assertThat(ring.isReady(START.plus(KeyRing.PUBLISHED_AHEAD).minusMillis(1))).isFalse();
    assertThat(ring.isReady(START.plus(KeyRing.PUBLISHED_AHEAD))).isTrue();
  }

  @Test
  void a_withdrawn_key_is_in_no_place_of_the_ring() {
    KeyRing ring = first.withNext("B", START).rotated(START, LIFE).withNext("C", START);

    assertThat(ring.withdrawn("A", START).kids()).containsExactly("B", "C");
    assertThat(ring.withdrawn("C", START).kids()).containsExactly("B", "A");
    assertThat(ring.withdrawn("B", START).kids()).containsExactly("C", "A");
    assertThat(ring.withdrawn("X", START)).isEqualTo(ring);
  }

  @Test
  void a_key_serves_its_time_before_the_plan_wants_another() {
    assertThat(first.isDue(START.plus(KeyRing.SIGNS_FOR).minusMillis(1))).isFalse();
    assertThat(first.isDue(START.plus(KeyRing.SIGNS_FOR))).isTrue();
  }

  @Test
  void a_key_that_signs_no_more_is_published_until_its_tokens_are_dead() {
    Instant turn = START.plus(Duration.ofDays(1));
    KeyRing ring = first.withNext("B", START).rotated(turn, LIFE).withNext("C", turn);

    assertThat(ring.signingKid()).isEqualTo("B");
    assertThat(ring.kids()).containsExactly("B", "C", "A");
    Instant dead = turn.plus(LIFE).plus(KeyRing.AFTERLIFE);
    assertThat(ring.withoutDead(dead.minusMillis(1)).kids()).containsExactly("B", "C", "A");
    assertThat(ring.withoutDead(dead).kids()).containsExactly("B", "C");
  }
}
