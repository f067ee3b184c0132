package orderflow.auth.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import orderflow.auth.MutableClock;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.NewKey;
import orderflow.auth.token.PublicKey;
import org.junit.jupiter.api.Test;

final class CachedKeysTest {
  private static final PublicKey FIRST = NewKey.generate().publicKey();
  private static final PublicKey SECOND = NewKey.generate().publicKey();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Deque<Supplier<KeySet>> answers = new ArrayDeque<>();
  private final CachedKeys keys = new CachedKeys(() -> answers.remove().get(), clock);

  @Test
  void keys_are_read_once_and_only_when_asked_for() {
    answers.add(() -> KeySet.of(List.of(FIRST)));

    Optional<PublicKey> found = keys.find(FIRST.kid());

    assertThat(found).contains(FIRST);
    assertThat(keys.find(FIRST.kid())).contains(FIRST);
    assertThat(answers).isEmpty();
  }

  @Test
  void an_unknown_kid_reads_again_at_most_every_thirty_seconds() {
    answers.add(() -> KeySet.of(List.of(FIRST)));
    answers.add(() -> KeySet.of(List.of(FIRST, SECOND)));
    keys.find(FIRST.kid());

    clock.advance(CachedKeys.MIN_INTERVAL.minusMillis(1));

    assertThat(keys.find(SECOND.kid())).isEmpty();
    assertThat(answers).hasSize(1);

    clock.advance(CachedKeys.MIN_INTERVAL);

    assertThat(keys.find(SECOND.kid())).contains(SECOND);
    assertThat(answers).isEmpty();
  }

  @Test
  void a_key_taken_out_is_forgotten_after_five_minutes() {
    answers.add(() -> KeySet.of(List.of(FIRST)));
    answers.add(() -> KeySet.of(List.of(SECOND)));
    keys.find(FIRST.kid());

    clock.advance(CachedKeys.MAX_AGE);

    assertThat(keys.find(FIRST.kid())).isEmpty();
    assertThat(keys.find(SECOND.kid())).contains(SECOND);
  }

  @Test
  void stale_keys_serve_through_an_outage_and_are_replaced_after_it() {
    answers.add(() -> KeySet.of(List.of(FIRST)));
    answers.add(CachedKeysTest::outage);
    answers.add(() -> KeySet.of(List.of(FIRST, SECOND)));
    keys.find(FIRST.kid());

    clock.advance(CachedKeys.MAX_AGE);

    assertThat(keys.find(FIRST.kid())).contains(FIRST);
    assertThat(keys.find(FIRST.kid())).contains(FIRST);
    assertThat(answers).hasSize(1);

    clock.advance(CachedKeys.MIN_INTERVAL);

    assertThat(keys.find(SECOND.kid())).contains(SECOND);
  }

  @Test
  void without_any_keys_each_request_tries_to_read_them() {
    answers.add(CachedKeysTest::outage);
    answers.add(() -> KeySet.of(List.of(FIRST)));

    assertThatThrownBy(() -> keys.find(FIRST.kid())).isInstanceOf(KeysUnavailableException.class);
    assertThat(keys.find(FIRST.kid())).contains(FIRST);
  }

  private static KeySet outage() {
    throw new KeysUnavailableException("the table is down");
  }
}
