package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which signing keys there are and what each is for. All of them are published: a key is so before
/// it signs and until the last token it signed is dead. Changes are pure functions.
///
/// @param version counts changes, from 1
/// @param signingKid the key that signs
/// @param signsSince when it began to
/// @param next the key that signs next, if it has been made
/// @param previous keys that signed before and still verify, the latest first
public record KeyRing(
    long version, String signingKid, Instant signsSince, Optional<Next> next, List<Past> previous) {
  /// How long a key is published at least before it signs: whoever kept the key set (the authorizer
  /// for five minutes, clients of the JWKS as long as its `Cache-Control` says) has read it again.
  public static final Duration PUBLISHED_AHEAD = Duration.ofMinutes(10);

  /// How long a key signs at least before a planned change: less than the day between two runs of
  /// the job, so that a run that comes twice changes keys once.
  public static final Duration SIGNS_FOR = Duration.ofHours(20);

  /// How much longer than a token's life a key is published after its last change: issuers use the
  /// key that they hold for up to a minute (`SigningKeys.KEPT`), and clocks differ.
  public static final Duration AFTERLIFE = Duration.ofMinutes(5);

  public KeyRing {
    previous = List.copyOf(previous);
  }

  /// The key that signs next.
  public record Next(String kid, Instant publishedAt) {}

  /// A key that signs no more.
  ///
  /// @param deadAt when the last token it signed has expired
  public record Past(String kid, Instant deadAt) {}

  /// From when on the next key may sign; nothing while there is none.
  public Optional<Instant> readyAt() {
    return next.map(key -> key.publishedAt().plus(PUBLISHED_AHEAD));
  }

  public boolean isReady(Instant now) {
    return readyAt().filter(ready -> !now.isBefore(ready)).isPresent();
  }

  /// Whether the plan wants another key to sign.
  public boolean isDue(Instant now) {
    return !now.isBefore(signsSince.plus(SIGNS_FOR));
  }

  /// The ring without keys whose tokens are all dead.
  public KeyRing withoutDead(Instant now) {
    List<Past> living = previous.stream().filter(key -> now.isBefore(key.deadAt())).toList();
    return new KeyRing(version, signingKid, signsSince, next, living);
  }

  /// The next key signs from now on.
  ///
  /// @param tokenLifetime of the tokens that the present key has signed
  public KeyRing rotated(Instant now, Duration tokenLifetime) {
    List<Past> past = new ArrayList<>();
    past.add(new Past(signingKid, now.plus(tokenLifetime).plus(AFTERLIFE)));
    past.addAll(previous);
    return new KeyRing(version, next.orElseThrow().kid(), now, Optional.empty(), past);
  }

  /// The ring without a key that is not to be believed any more, whatever it has signed. If it is
  /// the one that signs, the next one takes over, which there must be.
  public KeyRing withdrawn(String kid, Instant now) {
    List<Past> others = previous.stream().filter(key -> !key.kid().equals(kid)).toList();
    Optional<Next> other = next.filter(key -> !key.kid().equals(kid));
    return kid.equals(signingKid)
        ? new KeyRing(version, next.orElseThrow().kid(), now, Optional.empty(), others)
        : new KeyRing(version, signingKid, signsSince, other, others);
  }

  public KeyRing withNext(String kid, Instant now) {
    return new KeyRing(version, signingKid, signsSince, Optional.of(new Next(kid, now)), previous);
  }

  /// The ring one version on.
  public KeyRing counted() {
    return new KeyRing(version + 1, signingKid, signsSince, next, previous);
  }

  /// The keys to publish: the signing one, the next, those before.
  public List<String> kids() {
    List<String> kids = new ArrayList<>();
    kids.add(signingKid);
    next.ifPresent(key -> kids.add(key.kid()));
    previous.forEach(key -> kids.add(key.kid()));
    return List.copyOf(kids);
  }
}
