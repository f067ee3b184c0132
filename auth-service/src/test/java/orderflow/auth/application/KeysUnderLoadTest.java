package orderflow.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import orderflow.auth.authorizer.CachedKeys;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenIssuer;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.SigningKey;
import orderflow.auth.token.Verdict;
import org.junit.jupiter.api.Test;

/// Several issuers and several authorizers, each with keys of its own age, work on while the keys
/// change under them every ten minutes. Each step of the clock is forty seconds; within a step the
/// work of all and the change of keys run at the same time.
final class KeysUnderLoadTest {
  private static final long SEED = 20_260_301;
  private static final int STEPS = 120;
  private static final int WORKERS = 6;
  private static final int TOKENS_A_STEP = 6;
  private static final Duration STEP = Duration.ofSeconds(40);
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final Fixture fixture = new Fixture();
  private final AtomicReferenceArray<Issued> pool = new AtomicReferenceArray<>(700);

  @Test
  void no_living_token_is_refused_and_no_dead_one_accepted() throws Exception {
    rotate();
    List<SigningKeys> issuers = instances(3, () -> new SigningKeys(fixture.keys, fixture.clock));
    List<AccessTokenVerifier> authorizers =
        instances(
            4,
            () ->
                new AccessTokenVerifier(
                    "orderflow", new CachedKeys(this::published, fixture.clock)::find));
    List<Judged> judged = new ArrayList<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      for (int step = 0; step < STEPS; step++) {
        List<Future<List<Judged>>> work = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
          Random random = new Random(SEED + step * 100L + worker);
          work.add(threads.submit(() -> work(issuers, authorizers, random)));
        }
        rotate();
        for (Future<List<Judged>> future : work) {
          judged.addAll(future.get(60, TimeUnit.SECONDS));
        }
        fixture.clock.advance(STEP);
      }
    }

    Set<String> signers = new HashSet<>();
    judged.forEach(token -> signers.add(token.kid()));
    assertThat(signers).hasSizeGreaterThanOrEqualTo(7);
    assertThat(judged).filteredOn(Judged::lives).hasSizeGreaterThan(1000);
    assertThat(judged).filteredOn(token -> !token.lives()).hasSizeGreaterThan(1000);
    assertThat(judged).as("seed %d", SEED).allMatch(Judged::isRight);
  }

  /// A token somebody got.
  private record Issued(String token, String kid, Instant expiresAt) {}

  /// What an authorizer said of a token, and whether the token was alive.
  private record Judged(String kid, boolean lives, Verdict verdict) {

    boolean isRight() {
      return lives ? verdict instanceof Verdict.Accepted : verdict instanceof Verdict.Refused;
    }
  }

  private List<Judged> work(
      List<SigningKeys> issuers, List<AccessTokenVerifier> authorizers, Random random) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < TOKENS_A_STEP; i++) {
      Issued fresh = issue(issuers.get(random.nextInt(issuers.size())));
      Optional<Issued> old =
          Optional.ofNullable(pool.getAndSet(random.nextInt(pool.length()), fresh));
      AccessTokenVerifier authorizer = authorizers.get(random.nextInt(authorizers.size()));
      judged.add(judge(authorizer, fresh));
      old.ifPresent(token -> judged.add(judge(authorizer, token)));
    }
    return judged;
  }

  private Issued issue(SigningKeys keys) {
    SigningKey key = keys.current().orElseThrow();
    Instant now = Instant.ofEpochSecond(fixture.clock.instant().getEpochSecond());
    AccessClaims claims =
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
            Optional.empty());
    return new Issued(AccessTokenIssuer.issue(claims, key), key.kid(), claims.expiresAt());
  }

  private Judged judge(AccessTokenVerifier authorizer, Issued token) {
    Instant now = fixture.clock.instant();
    return new Judged(
        token.kid(),
        token.expiresAt().isAfter(now),
        authorizer.verify(token.token(), Fixture.ISSUER, now));
  }

  private KeySet published() {
    return KeySet.parse(fixture.keys.publicKeys().orElseThrow());
  }

  private void rotate() {
    RotateKeys.Request request =
        new RotateKeys.Request(true, Optional.empty(), "req-1", Optional.empty());
    assertThat(fixture.rotateKeys.rotate(request, fixture.deadline()))
        .isInstanceOf(RotateKeys.Result.Rotation.class);
  }

  private static <T> List<T> instances(int count, Supplier<T> made) {
    return IntStream.range(0, count).mapToObj(_ -> made.get()).toList();
  }
}
