package orderflow.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

  @Test
  void an_id_is_its_prefix_and_26_crockford_characters() {
    String id = new Ids(InstantSource.fixed(NOW), new Random(1)).next("ord_");

    assertThat(id).matches("ord_[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(Ids.isId("ord_", id)).isTrue();
    assertThat(Ids.isId("usr_", id)).isFalse();
  }

  @Test
  void ids_sort_by_their_time_of_creation() {
    RandomGenerator random = new Random(2);
    String earlier = new Ids(InstantSource.fixed(NOW), random).next("ord_");
    String later = new Ids(InstantSource.fixed(NOW.plusMillis(1)), random).next("ord_");

    assertThat(earlier).isLessThan(later);
    assertThat(earlier).isGreaterThanOrEqualTo(Ids.lowest("ord_", NOW.toEpochMilli()));
    assertThat(earlier).isLessThan(Ids.lowest("ord_", NOW.toEpochMilli() + 1));
  }

  @Test
  void ids_of_one_millisecond_differ() {
    Ids ids = new Ids(InstantSource.fixed(NOW), new Random(3));

    assertThat(IntStream.range(0, 10_000).mapToObj(_ -> ids.next("evt_"))).doesNotHaveDuplicates();
  }

  @Test
  void other_texts_are_no_ids() {
    assertThat(Ids.isId("ord_", "ord_")).isFalse();
    assertThat(Ids.isId("ord_", "ord_" + "0".repeat(26))).isTrue();
    assertThat(Ids.isId("ord_", "ord_8" + "0".repeat(25))).isFalse();
    assertThat(Ids.isId("ord_", "ord_" + "0".repeat(25) + "I")).isFalse();
    assertThat(Ids.isId("ord_", "ord_" + "0".repeat(25) + "a")).isFalse();
  }
}
