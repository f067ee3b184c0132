package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final String table = TestTables.create("kit", List.of());
  private final Cursors cursors = cursors(table);

  @Test
  void a_cursor_gives_its_position_back_and_is_safe_in_a_url() {
    String position = "{\"pk\":\"ORDER.1 ä/+?\"}";

    String cursor = cursors.issue("usr_1 GET /v1/orders", position);

    assertThat(cursor).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    assertThat(cursors.open("usr_1 GET /v1/orders", cursor)).contains(position);
  }

  @Test
  void another_instance_over_the_same_table_opens_it() {
    String cursor = cursors.issue("usr_1", "here");

    assertThat(cursors(table).open("usr_1", cursor)).contains("here");
  }

  @Test
  void a_cursor_of_another_caller_query_or_deployment_is_none() {
    String cursor = cursors.issue("usr_1", "here");
    Cursors elsewhere = cursors(TestTables.create("kit", List.of()));

    assertThat(cursors.open("usr_2", cursor)).isEmpty();
    assertThat(elsewhere.open("usr_1", cursor)).isEmpty();
  }

  @Test
  void binding_and_position_cannot_be_shifted_into_each_other() {
    String cursor = cursors.issue("usr_1", "here");
    long end = NOW.plus(Cursors.LIFETIME).getEpochSecond();

    assertThat(cursors.open("usr_1" + end, cursor)).isEmpty();
    assertThat(cursors.open("usr_", cursor)).isEmpty();
  }

  @Test
  void a_cursor_lives_for_a_day() {
    String cursor = cursors.issue("usr_1", "here");

    now.set(NOW.plus(Cursors.LIFETIME).minus(Duration.ofSeconds(1)));
    assertThat(cursors.open("usr_1", cursor)).contains("here");
    now.set(NOW.plus(Cursors.LIFETIME));

    assertThat(cursors.open("usr_1", cursor)).isEmpty();
  }

  @Test
  void a_cursor_changed_in_any_character_is_none() {
    String cursor = cursors.issue("usr_1", "here");

    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'Q' : 'A';
      String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);

      assertThat(cursors.open("usr_1", forged)).as("character %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a", "a.b.c", "!.!", "MQ.", ".MQ", "ä.ö"})
  void a_text_that_is_no_cursor_is_none(String text) {
    assertThat(cursors.open("usr_1", text)).isEmpty();
  }

  private Cursors cursors(String secretTable) {
    return new Cursors(
        new SecretStore(TestTables.client(), secretTable, new Random(secretTable.hashCode())),
        now::get);
  }
}
