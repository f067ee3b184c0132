package orderflow.auth.token;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import orderflow.auth.token.Verdict.Reason;

/// Accepts exactly what [AccessTokenIssuer] writes (RFC 8725, RFC 9068 §4): the algorithm is ours,
/// not the token's; keys come from our set, never from the token; a claim is believed only after
/// the signature held.
///
/// The type, the algorithm and every member of the header are fixed. A token that names a key
/// elsewhere (`jku`, `x5u`, `jwk`), compresses (`zip`) or wants an extension (`crit`) is malformed.
///
/// Written without lambdas, as all that the authorizer runs in its cold start: each is a class that
/// the JVM makes first, for some 0.6 ms.
public final class AccessTokenVerifier {
  /// How far ahead the issuer's clock may be. Expiry has no leeway: the function behind the
  /// authorizer compares it with its own clock.
  public static final Duration CLOCK_LEEWAY = Duration.ofSeconds(5);

  private static final Set<String> HEADER_MEMBERS = Set.of("alg", "typ", "kid");

  private final String audience;
  private final Function<String, Optional<PublicKey>> keys;

  /// A verifier.
  ///
  /// @param audience what `aud` must be
  /// @param keys the key of a `kid`
  public AccessTokenVerifier(String audience, Function<String, Optional<PublicKey>> keys) {
    this.audience = audience;
    this.keys = keys;
  }

  /// What this token is worth at this moment.
  public Verdict verify(String token, String issuer, Instant now) {
    Optional<CompactJws> parsed = CompactJws.parse(token);
    if (parsed.isEmpty()) {
      return new Verdict.Refused(Reason.MALFORMED);
    }
    CompactJws jws = parsed.get();
    Optional<Reason> fault = headerFault(jws);
    if (fault.isEmpty()) {
      fault = signatureFault(jws);
    }
    return fault.isPresent() ? new Verdict.Refused(fault.get()) : claims(jws, issuer, now);
  }

  private static Optional<Reason> headerFault(CompactJws jws) {
    Claims header = new Claims(jws.header());
    if (!header.text("typ").orElse("").equals(AccessTokenIssuer.TYPE)
        || !header.text("alg").orElse("").equals(AccessTokenIssuer.ALGORITHM)) {
      return Optional.of(Reason.WRONG_TYPE);
    }
    return HEADER_MEMBERS.containsAll(jws.header().members().keySet())
        ? Optional.empty()
        : Optional.of(Reason.MALFORMED);
  }

  private Optional<Reason> signatureFault(CompactJws jws) {
    Optional<PublicKey> key = new Claims(jws.header()).text("kid").flatMap(keys);
    if (key.isEmpty()) {
      return Optional.of(Reason.UNKNOWN_KEY);
    }
    return jws.hasSignatureForm() && isSigned(jws, key.get())
        ? Optional.empty()
        : Optional.of(Reason.BAD_SIGNATURE);
  }

  private static boolean isSigned(CompactJws jws, PublicKey key) {
    try {
      Algorithm.ECDSA256(key.key(), null).verify(jws.forAlgorithm());
      return true;
    } catch (SignatureVerificationException e) {
      return false;
    }
  }

  private Verdict claims(CompactJws jws, String issuer, Instant now) {
    Claims claims = new Claims(jws.payload());
    Optional<AccessClaims> read = claims.accessClaims();
    return read.isPresent()
        ? verdict(read.get(), claims.notBefore(), issuer, now)
        : new Verdict.Refused(claims.fault());
  }

  private Verdict verdict(AccessClaims claims, Instant notBefore, String issuer, Instant now) {
    Instant latest = now.plus(CLOCK_LEEWAY);
    if (!claims.issuer().equals(issuer)) {
      return new Verdict.Refused(Reason.WRONG_ISSUER);
    }
    if (!claims.audience().equals(audience)) {
      return new Verdict.Refused(Reason.WRONG_AUDIENCE);
    }
    if (!claims.expiresAt().isAfter(now)) {
      return new Verdict.Refused(Reason.EXPIRED);
    }
    return claims.issuedAt().isAfter(latest) || notBefore.isAfter(latest)
        ? new Verdict.Refused(Reason.NOT_YET_VALID)
        : new Verdict.Accepted(claims);
  }
}
