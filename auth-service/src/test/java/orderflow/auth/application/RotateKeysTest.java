package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import orderflow.auth.authorizer.CachedKeys;
import orderflow.auth.domain.KeyRing;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.PublicKey;
import orderflow.auth.token.SigningKey;
import orderflow.auth.token.Verdict;
import orderflow.dynamodblocal.Race;
import orderflow.dynamodblocal.TestTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class RotateKeysTest {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final Fixture fixture = new Fixture();

  @Test
  void the_daily_job_changes_keys_once_a_day_however_often_it_runs() {
    KeyRing published = rotate(false).ring();
    fixture.clock.advance(Duration.ofDays(1));

    RotateKeys.Result.Rotation second = rotate(false);
    RotateKeys.Result.Rotation again = rotate(false);
    fixture.clock.advance(Duration.ofHours(1));
    RotateKeys.Result.Rotation later = rotate(false);

    assertThat(second.rotated()).isTrue();
    assertThat(second.ring().signingKid()).isEqualTo(published.next().orElseThrow().kid());
    assertThat(again.rotated()).isFalse();
    assertThat(again.ring()).isEqualTo(second.ring());
    assertThat(later.rotated()).isFalse();
    assertThat(later.ring().previous()).isEmpty();
  }

  @Test
  void asked_for_at_once_the_next_key_signs_as_soon_as_it_has_been_published_long_enough() {
    rotate(false);
    fixture.clock.advance(KeyRing.PUBLISHED_AHEAD);

    RotateKeys.Result.Rotation rotated = rotate(true);
    RotateKeys.Result.Rotation tooSoon = rotate(true);

    assertThat(rotated.rotated()).isTrue();
    assertThat(tooSoon.rotated()).isFalse();
    assertThat(tooSoon.ring().signingKid()).isEqualTo(rotated.ring().signingKid());
  }

  @Test
  void of_many_rotations_at_once_one_changes_the_keys() throws Exception {
    rotate(false);
    fixture.clock.advance(Duration.ofDays(1));

    List<RotateKeys.Result> results = Race.of(8, () -> result(false));

    assertThat(results)
        .filteredOn(
            result -> result instanceof RotateKeys.Result.Rotation rotation && rotation.rotated())
        .hasSize(1);
  }

  @Test
  void a_key_whose_tokens_are_dead_is_taken_out_and_its_private_half_wiped() {
    String first = rotate(false).ring().signingKid();
    fixture.clock.advance(Duration.ofDays(1));
    rotate(false);
    boolean kept = privateKeys().contains(first);
    fixture.clock.advance(Duration.ofDays(1));

    KeyRing ring = rotate(false).ring();

    assertThat(kept).isTrue();
    assertThat(ring.kids()).hasSize(3).doesNotContain(first);
    assertThat(privateKeys()).containsExactlyInAnyOrderElementsOf(ring.kids());
    assertThat(published().find(first)).isEmpty();
  }

  @Test
  void a_signing_key_that_is_withdrawn_is_gone_at_once_and_the_next_one_signs() {
    KeyRing before = rotate(false).ring();

    KeyRing after = withdraw(before.signingKid());

    assertThat(after.signingKid()).isEqualTo(before.next().orElseThrow().kid());
    assertThat(after.kids()).hasSize(2).doesNotContain(before.signingKid());
    assertThat(privateKeys()).containsExactlyInAnyOrderElementsOf(after.kids());
    assertThat(published().find(before.signingKid())).isEmpty();
    assertThat(withdraw(before.signingKid())).isEqualTo(after);
  }

  @Test
  void the_only_key_there_is_can_be_withdrawn() {
    String only = fixture.ensureKeys.ensure("req-keys", fixture.deadline()).kid();

    KeyRing after = withdraw(only);

    assertThat(after.kids()).hasSize(2).doesNotContain(only);
    assertThat(privateKeys()).containsExactlyInAnyOrderElementsOf(after.kids());
  }

  @Test
  void a_key_that_does_not_sign_is_withdrawn_and_the_signing_one_stays() {
    String first = rotate(false).ring().signingKid();
    fixture.clock.advance(Duration.ofDays(1));
    KeyRing before = rotate(false).ring();

    KeyRing withoutPrevious = withdraw(first);
    KeyRing withoutNext = withdraw(before.next().orElseThrow().kid());

    assertThat(withoutPrevious.kids()).doesNotContain(first);
    assertThat(withoutPrevious.signingKid()).isEqualTo(before.signingKid());
    assertThat(withoutNext.signingKid()).isEqualTo(before.signingKid());
    assertThat(withoutNext.next()).isPresent().isNotEqualTo(before.next());
  }

  @Test
  void the_tokens_of_a_withdrawn_key_are_refused_once_the_key_set_has_been_read_again() {
    KeyRing before = rotate(false).ring();
    CachedKeys authorizer = new CachedKeys(this::published, fixture.clock);
    String token = token(new SigningKeys(fixture.keys, fixture.clock).current().orElseThrow());
    assertThat(verify(token, authorizer::find)).isInstanceOf(Verdict.Accepted.class);

    withdraw(before.signingKid());
    fixture.clock.advance(CachedKeys.MAX_AGE);

    assertThat(verify(token, authorizer::find))
        .isEqualTo(new Verdict.Refused(Verdict.Reason.UNKNOWN_KEY));
  }

  @Test
  void no_token_is_refused_in_its_life_by_whoever_reads_keys_every_five_minutes() {
    List<String> tokens = new ArrayList<>();
    Set<String> signers = new HashSet<>();
    rotate(false);
    SigningKeys signingKeys = new SigningKeys(fixture.keys, fixture.clock);
    OldKeys slow = new OldKeys();
    CachedKeys authorizer = new CachedKeys(this::published, fixture.clock);
    List<Verdict> verdicts = new ArrayList<>();

    for (int step = 0; step < 600; step++) {
      fixture.clock.advance(Duration.ofSeconds(55));
      if (step % 40 == 0) {
        rotate(true);
      }
      SigningKey key = signingKeys.current().orElseThrow();
      signers.add(key.kid());
      tokens.add(token(key));
      tokens = new ArrayList<>(tokens.subList(Math.max(0, tokens.size() - 10), tokens.size()));
      for (String token : List.of(tokens.getFirst(), tokens.getLast())) {
        verdicts.add(verify(token, slow.at(fixture.clock.instant())::find));
        verdicts.add(verify(token, authorizer::find));
      }
    }

    assertThat(signers).hasSizeGreaterThan(5);
    assertThat(verdicts).allMatch(Verdict.Accepted.class::isInstance);
  }

  /// A verifier that reads the set every five minutes and never for an unknown key.
  private final class OldKeys {
    private KeySet keys = published();
    private Instant readAt = fixture.clock.instant();

    private KeySet at(Instant now) {
      if (!now.isBefore(readAt.plus(Duration.ofMinutes(5)))) {
        keys = published();
        readAt = now;
      }
      return keys;
    }
  }

  private Verdict verify(String token, Function<String, Optional<PublicKey>> keys) {
    return new AccessTokenVerifier("orderflow", keys)
        .verify(token, Fixture.ISSUER, fixture.clock.instant());
  }

  private String token(SigningKey key) {
    Instant now = Instant.ofEpochSecond(fixture.clock.instant().getEpochSecond());
    return AccessTokenIssuer.issue(
        new AccessClaims(
            Fixture.ISSUER,
            "usr_1",
            "orderflow",
            "first-party",
            now,
            now.plus(TOKEN_LIFE),
            "tok_1",
            "orders:read",
            List.of("customer"),
            Optional.of(new AccessClaims.Login("ses_1", now, List.of("pwd")))),
        key);
  }

  private KeySet published() {
    return KeySet.parse(fixture.keys.publicKeys().orElseThrow());
  }

  private List<String> privateKeys() {
    return TestTables.scan(fixture.tables.keyTable()).stream()
        .filter(item -> item.containsKey("pkcs8"))
        .map(RotateKeysTest::kid)
        .toList();
  }

  private static String kid(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("kid")).orElseThrow().s();
  }

  private RotateKeys.Result.Rotation rotate(boolean atOnce) {
    return (RotateKeys.Result.Rotation) result(atOnce);
  }

  private RotateKeys.Result result(boolean atOnce) {
    return fixture.rotateKeys.rotate(
        new RotateKeys.Request(atOnce, Optional.empty(), "req-1", Optional.empty()),
        fixture.deadline());
  }

  private KeyRing withdraw(String kid) {
    RotateKeys.Request request =
        new RotateKeys.Request(false, Optional.of(kid), "req-2", Optional.empty());
    return ((RotateKeys.Result.Rotation) fixture.rotateKeys.rotate(request, fixture.deadline()))
        .ring();
  }
}
