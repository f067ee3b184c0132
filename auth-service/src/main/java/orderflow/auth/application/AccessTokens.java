package orderflow.auth.application;

import java.time.InstantSource;
import java.util.Optional;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.PublicKey;
import orderflow.auth.token.Verdict;

/// Reads access tokens that somebody shows, with the keys that are published at this moment.
public final class AccessTokens {
  private final KeyStore keys;
  private final AccessTokenVerifier verifier;
  private final InstantSource clock;

  /// Access tokens of one deployment.
  ///
  /// @param audience what `aud` must be
  public AccessTokens(KeyStore keys, String audience, InstantSource clock) {
    this.keys = keys;
    this.verifier = new AccessTokenVerifier(audience, this::key);
    this.clock = clock;
  }

  /// What the token says, if it was made here and has not expired.
  Optional<AccessClaims> read(String token, String issuer) {
    return switch (verifier.verify(token, issuer, clock.instant())) {
      case Verdict.Accepted(AccessClaims claims) -> Optional.of(claims);
      case Verdict.Refused _ -> Optional.empty();
    };
  }

  private Optional<PublicKey> key(String kid) {
    return keys.publicKeys().map(KeySet::parse).flatMap(set -> set.find(kid));
  }
}
