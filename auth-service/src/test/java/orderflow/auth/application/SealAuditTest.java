package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.domain.AuditHour;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Seal;
import orderflow.auth.domain.SealChain;
import orderflow.auth.domain.SealFault;
import orderflow.auth.domain.SealFault.Kind;
import orderflow.auth.dynamodb.SealStore;
import orderflow.kit.dynamodb.Fence;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sealing of the audit log and what the comparison finds.
final class SealAuditTest {
  private static final VerifyAudit.Range ALL =
      new VerifyAudit.Range(Optional.empty(), Optional.empty());

  private final Fixture fixture = new Fixture();

  @Test
  void an_hour_is_sealed_when_nothing_can_come_any_more_and_only_once() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofMinutes(64));

    SealAudit.Result early = seal();
    pass(Duration.ofMinutes(1));
    SealAudit.Result first = seal();
    SealAudit.Result again = seal();

    assertThat(early).isEqualTo(new SealAudit.Result.Sealed(0, 0, false, Optional.empty()));
    assertThat(sealed(first).hours()).isOne();
    assertThat(sealed(first).entries()).isOne();
    assertThat(sealed(first).chain().map(SealChain::last)).contains(hour("2026-03-01T12"));
    assertThat(sealed(again).hours()).isZero();
    assertThat(sealed(again).chain()).isEqualTo(sealed(first).chain());
  }

  @Test
  void every_hour_has_a_seal_over_the_one_before_also_when_nothing_happened() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofHours(3));
    fixture.seed("b@example.com", Role.CUSTOMER);
    pass(Duration.ofMinutes(70));

    SealAudit.Result.Sealed result = sealed(seal());

    assertThat(result.hours()).isEqualTo(4);
    Seal third = fixture.seals.find(hour("2026-03-01T14")).orElseThrow();
    Seal fourth = fixture.seals.find(hour("2026-03-01T15")).orElseThrow();
    assertThat(third.entries()).isZero();
    assertThat(fourth.entries()).isOne();
    assertThat(fourth.before()).isEqualTo(third.digest());
    assertThat(verify().faults()).isEmpty();
    assertThat(verify().hours()).isEqualTo(4);
    assertThat(verify().entries()).isEqualTo(2);
  }

  @Test
  void long_gaps_are_sealed_and_compared_in_several_goes() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofHours(50));

    SealAudit.Result.Sealed first = sealed(seal());
    SealAudit.Result.Sealed second = sealed(seal());
    VerifyAudit.Found found = verify();
    VerifyAudit.Found rest =
        verify(new VerifyAudit.Range(found.next(), Optional.empty()), Optional.empty());

    assertThat(first.remaining()).isTrue();
    assertThat(second.remaining()).isFalse();
    assertThat(first.hours() + second.hours()).isEqualTo(49);
    assertThat(found.next()).isPresent();
    assertThat(found.hours() + rest.hours()).isEqualTo(49);
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void a_changed_entry_is_found() {
    Map<String, AttributeValue> entry = sealedEntry();

    plant(entry, "actor", "usr_somebody_else");

    assertThat(verify().faults())
        .containsExactly(
            new SealFault(
                hour("2026-03-01T12"),
                Kind.ENTRIES_CHANGED,
                text(entry, "pk"),
                "1 entries",
                "1 entries"));
  }

  @Test
  void an_entry_that_was_taken_away_is_found() {
    Map<String, AttributeValue> entry = sealedEntry();

    delete(entry);

    assertThat(verify().faults()).extracting(SealFault::kind).containsExactly(Kind.ENTRIES_MISSING);
    assertThat(verify().faults()).extracting(SealFault::where).containsExactly(text(entry, "pk"));
  }

  @Test
  void an_entry_that_was_added_afterwards_is_found() {
    Map<String, AttributeValue> entry = sealedEntry();

    plant(entry, "sk", text(entry, "sk").substring(0, 29) + "0");

    assertThat(verify().faults()).extracting(SealFault::kind).containsExactly(Kind.ENTRIES_ADDED);
  }

  @Test
  void a_seal_that_was_changed_or_taken_away_is_found() {
    sealedEntry();
    Map<String, AttributeValue> seal = item("SEAL#2026-03-01", "12");

    plant(seal, "sealedAt", AttributeValue.fromN("1"));
    List<SealFault> changed = verify().faults();
    delete(seal);
    List<SealFault> missing = verify().faults();

    assertThat(changed).extracting(SealFault::kind).containsExactly(Kind.SEAL_CHANGED);
    assertThat(missing).extracting(SealFault::kind).containsExactly(Kind.SEAL_MISSING);
  }

  @Test
  void a_seal_that_was_made_anew_breaks_the_chain() {
    sealedEntry();
    pass(Duration.ofHours(1));
    seal();
    Seal first = fixture.seals.find(hour("2026-03-01T12")).orElseThrow();
    Seal forged =
        Seal.over(first.hour(), first.parts(), Seal.BEGINNING, first.sealedAt().plusMillis(1));
    Map<String, AttributeValue> item = new HashMap<>(item("SEAL#2026-03-01", "12"));
    item.put("sealedAt", AttributeValue.fromN("" + forged.sealedAt().toEpochMilli()));

    plant(item, "digest", forged.digest());

    assertThat(verify().faults())
        .extracting(SealFault::kind, SealFault::hour)
        .containsExactly(tuple(Kind.CHAIN_BROKEN, hour("2026-03-01T13")));
  }

  @Test
  void a_whole_chain_made_anew_is_found_by_what_was_seen_before() {
    Map<String, AttributeValue> entry = sealedEntry();
    SealChain seen = fixture.seals.chain().orElseThrow();
    var anchor = Optional.of(new VerifyAudit.Anchor(seen.last(), seen.digest()));
    List<SealFault> good = verify(ALL, anchor).faults();

    delete(item("SEAL", "CHAIN"));
    delete(item("SEAL#2026-03-01", "12"));
    List<SealFault> gone = verify(ALL, anchor).faults();
    plant(entry, "actor", "usr_somebody_else");
    seal();

    assertThat(good).isEmpty();
    assertThat(gone).extracting(SealFault::kind).containsExactly(Kind.ANCHOR_BROKEN);
    assertThat(verify().faults()).isEmpty();
    assertThat(verify(ALL, anchor).faults())
        .extracting(SealFault::kind)
        .containsExactly(Kind.ANCHOR_BROKEN);
  }

  @Test
  void a_run_that_lost_its_lease_seals_nothing() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofMinutes(70));
    Fence late = fixture.sealAudit.fence("seal-audit", 1);
    assertThat(fixture.sealAudit.admits(fixture.sealAudit.fence("seal-audit", 2))).isTrue();

    SealAudit.Result result = fixture.sealAudit.seal(Optional.of(late), deadline());

    assertThat(result).isEqualTo(new SealAudit.Result.Fenced());
    assertThat(fixture.seals.chain()).isEmpty();
  }

  @Test
  void of_two_that_seal_at_once_one_does() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofMinutes(70));
    SealChain chain = sealed(seal()).chain().orElseThrow();
    Seal second =
        Seal.over(hour("2026-03-01T13"), List.of(), chain.digest(), fixture.clock.instant());

    var first = fixture.seals.add(second, Optional.of(chain), Optional.empty(), deadline());
    var late = fixture.seals.add(second, Optional.of(chain), Optional.empty(), deadline());

    assertThat(List.of(first, late)).containsExactly(SealStore.Result.DONE, SealStore.Result.RACED);
  }

  /// The only entry of an hour that is sealed.
  private Map<String, AttributeValue> sealedEntry() {
    fixture.seed("a@example.com", Role.CUSTOMER);
    pass(Duration.ofMinutes(70));
    assertThat(sealed(seal()).entries()).isOne();
    return fixture
        .tables
        .client()
        .scan(scan ->
            scan.tableName(fixture.tables.authTable())
                .filterExpression("begins_with(pk, :audit)")
                .expressionAttributeValues(Map.of(":audit", AttributeValue.fromS("AUDIT#"))))
        .items()
        .getFirst();
  }

  private SealAudit.Result seal() {
    return fixture.sealAudit.seal(Optional.empty(), deadline());
  }

  private static SealAudit.Result.Sealed sealed(SealAudit.Result result) {
    return (SealAudit.Result.Sealed) result;
  }

  private VerifyAudit.Found verify() {
    return verify(ALL, Optional.empty());
  }

  private VerifyAudit.Found verify(VerifyAudit.Range range, Optional<VerifyAudit.Anchor> anchor) {
    return fixture.verifyAudit.verify(range, anchor, deadline());
  }

  private Deadline deadline() {
    return Deadline.at(fixture.clock.instant().plusSeconds(60), fixture.clock);
  }

  private void pass(Duration time) {
    fixture.clock.advance(time);
  }

  private Map<String, AttributeValue> item(String pk, String sk) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    return fixture
        .tables
        .client()
        .getItem(get -> get.tableName(fixture.tables.authTable()).key(key))
        .item();
  }

  private void plant(Map<String, AttributeValue> item, String name, String value) {
    plant(item, name, AttributeValue.fromS(value));
  }

  private void plant(Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.put(name, value);
    fixture.tables.client().putItem(put -> put.tableName(fixture.tables.authTable()).item(changed));
  }

  private void delete(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(List.of("pk", "sk"));
    fixture
        .tables
        .client()
        .deleteItem(delete -> delete.tableName(fixture.tables.authTable()).key(key));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElseThrow();
  }

  private static AuditHour hour(String text) {
    return AuditHour.parse(text).orElseThrow();
  }
}
