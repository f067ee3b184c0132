package orderflow.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import orderflow.kit.id.Chance;
import orderflow.kit.id.Ids;
import org.junit.jupiter.api.Test;

final class AuditEntryTest {
  private static final Instant TIME = Instant.parse("2026-11-25T23:59:59.999999Z");

  private final Chance chance = new Chance(InstantSource.fixed(TIME.plusSeconds(60)), new Random());

  @Test
  void the_id_begins_with_the_time_of_the_entry_whatever_the_clock_says_by_then() {
    AuditEntry entry =
        AuditEntry.at(TIME, chance, AuditAction.LOGIN_FAILED, "usr_1", Origin.ofCommand("req-1"));

    assertThat(entry.occurredAt()).isEqualTo("2026-11-25T23:59:59.999Z");
    assertThat(entry.id())
        .isBetween(
            Ids.lowest("evt_", TIME.toEpochMilli()), Ids.lowest("evt_", TIME.toEpochMilli() + 1));
  }

  @Test
  void an_action_reads_as_its_subject_and_what_happened_to_it() {
    assertThat(AuditAction.SESSION_TOKEN_REUSED.text()).isEqualTo("session.token_reused");
    assertThat(AuditAction.LOGIN_FAILED.text()).isEqualTo("login.failed");
  }

  @Test
  void an_unknown_address_is_a_target_that_does_not_tell_what_was_typed() {
    EmailAddress typed = EmailAddress.parse("my.secret.pass@phrase").orElseThrow();

    assertThat(AuditEntry.unknown(typed)).startsWith("email_").doesNotContain("secret");
  }

  @Test
  void the_origin_keeps_the_network_and_two_hundred_characters_of_the_user_agent() {
    Origin origin = new Origin(Origin.ANONYMOUS, "req-1", "203.0.113.77", "x".repeat(5000));

    assertThat(origin.source()).isEqualTo("203.0.113.0/24");
    assertThat(origin.userAgent()).hasSize(200);
    assertThat(origin.isKnown()).isFalse();
    assertThat(origin.by("usr_1").isKnown()).isTrue();
    assertThat(Origin.ofCommand("req-1").source()).isEmpty();
  }

  @Test
  void a_network_is_24_bits_of_ipv4_and_64_of_ipv6() {
    assertThat(SourcePrefix.of("198.51.100.255").text()).isEqualTo("198.51.100.0/24");
    assertThat(SourcePrefix.of("2001:db8:1:2:3:4:5:6").text()).isEqualTo("2001:db8:1:2:0:0:0:0/64");
    assertThat(SourcePrefix.of("::ffff:198.51.100.9").text()).isEqualTo("198.51.100.0/24");
    assertThat(SourcePrefix.of("example.com").text()).isEqualTo("unknown");
  }
}
