package orderflow.auth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.AuthTables;
import orderflow.auth.MutableClock;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.AuditQuery;
import orderflow.auth.domain.Origin;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.id.Chance;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class AuditListsTest {
  private static final Instant START = Instant.parse("2026-03-01T23:59:58Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  private final AuthTables tables = AuthTables.create();
  private final MutableClock clock = new MutableClock(START);
  private final Chance chance = new Chance(clock, new SecureRandom());
  private final AuditLists lists = new AuditLists(tables.client(), tables.authTable());

  @Test
  void an_entry_is_read_as_it_was_written() {
    AuditEntry written =
        write(
            "usr_target",
            new Origin("usr_actor", "req-1", "2001:db8::1", "Müller's \"browser\" \u2028 1.0"));

    List<AuditEntry> read = all(day(DAY), 20);

    assertThat(read).containsExactly(written);
    assertThat(read.getFirst().source()).isEqualTo("2001:db8:0:0:0:0:0:0/64");
  }

  @Test
  void a_day_is_listed_newest_first_over_all_its_parts_and_ends_at_midnight() {
    List<AuditEntry> written = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      written.add(write("usr_" + i, origin("usr_actor")));
      clock.advance(Duration.ofMillis(100));
    }
    List<AuditEntry> first = written.subList(0, 20).reversed();

    assertThat(all(day(DAY), 7)).isEqualTo(first);
    assertThat(all(day(DAY), 20)).isEqualTo(first);
    assertThat(all(day(DAY.plusDays(1)), 20)).isEqualTo(written.subList(20, 25).reversed());
    assertThat(all(day(DAY.minusDays(1)), 20)).isEmpty();
  }

  @Test
  void entries_of_an_actor_and_of_a_target_are_found_whenever_they_were_made() {
    AuditEntry first = write("usr_target", origin("usr_actor"));
    clock.advance(Duration.ofDays(40));
    write("usr_other", origin("usr_other"));
    AuditEntry third = write("usr_target", origin("usr_actor"));

    assertThat(all(actor("usr_actor"), 1)).containsExactly(third, first);
    assertThat(all(target("usr_target"), 20)).containsExactly(third, first);
    assertThat(all(target("usr_target").on(Optional.of(DAY)), 20)).containsExactly(first);
    assertThat(all(actor("usr_nobody"), 20)).isEmpty();
  }

  @Test
  void entries_of_nobody_known_are_under_their_target_and_day_alone() {
    AuditEntry entry = write("usr_target", origin(Origin.ANONYMOUS));

    assertThat(all(target("usr_target"), 20)).containsExactly(entry);
    assertThat(all(day(DAY), 20)).containsExactly(entry);
    assertThat(all(actor(Origin.ANONYMOUS), 20)).isEmpty();
  }

  @Test
  void an_entry_that_comes_between_two_pages_moves_none_of_the_others() {
    AuditEntry first = write("usr_target", origin("usr_actor"));
    clock.advance(Duration.ofMillis(1));
    AuditEntry second = write("usr_target", origin("usr_actor"));

    Page<AuditEntry> page = lists.page(day(DAY), 1, Optional.empty());
    clock.advance(Duration.ofMillis(1));
    write("usr_target", origin("usr_actor"));
    Page<AuditEntry> next = lists.page(day(DAY), 1, page.next());

    assertThat(page.data()).containsExactly(second);
    assertThat(next.data()).containsExactly(first);
    assertThat(next.next()).isEmpty();
  }

  @Test
  void an_item_that_is_not_where_its_time_puts_it_is_not_listed() {
    AuditEntry good = write("usr_target", origin("usr_actor"));
    Map<String, AttributeValue> planted = new HashMap<>(AuditItems.of(good));
    planted.put("pk", AttributeValue.fromS("AUDIT#1999-12-31#0"));
    tables.client().putItem(put -> put.tableName(tables.authTable()).item(planted));

    assertThat(all(target("usr_target"), 1)).containsExactly(good);
    assertThat(all(day(LocalDate.parse("1999-12-31")), 1)).isEmpty();
  }

  private AuditEntry write(String target, Origin origin) {
    AuditEntry entry =
        AuditEntry.at(clock.instant(), chance, AuditAction.LOGIN_FAILED, target, origin)
            .with("detail");
    tables
        .client()
        .transactWriteItems(
            write -> write.transactItems(AuditItems.put(tables.authTable(), entry)));
    return entry;
  }

  /// All pages of a list.
  private List<AuditEntry> all(AuditQuery query, int limit) {
    List<AuditEntry> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Page<AuditEntry> page = lists.page(query, limit, next);
      all.addAll(page.data());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  private static Origin origin(String actor) {
    return new Origin(actor, "req-1", "203.0.113.7", "curl/8");
  }

  private static AuditQuery day(LocalDate date) {
    return new AuditQuery(Optional.of(date), Optional.empty(), Optional.empty());
  }

  private static AuditQuery actor(String id) {
    return new AuditQuery(Optional.empty(), Optional.of(id), Optional.empty());
  }

  private static AuditQuery target(String id) {
    return new AuditQuery(Optional.empty(), Optional.empty(), Optional.of(id));
  }
}
