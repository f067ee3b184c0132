package orderflow.auth.token;

import java.util.Locale;

/// What the verifier found.
public sealed interface Verdict {

  /// The token is good.
  record Accepted(AccessClaims claims) implements Verdict {
    @Override
    public String text() {
      return "ok";
    }
  }

  /// The token is not good, and why.
  record Refused(Reason reason) implements Verdict {
    @Override
    public String text() {
      return reason.name().toLowerCase(Locale.ROOT);
    }
  }

  /// The wire form of the verdict, for instance `bad_signature`.
  String text();

  /// Why a token is refused, in the order of the checks.
  enum Reason {
    /// Not a compact JWS with the members an access token has.
    MALFORMED,
    /// Not `typ` `at+jwt` with `alg` `ES256`.
    WRONG_TYPE,
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    WRONG_ISSUER,
    WRONG_AUDIENCE,
    EXPIRED,
    /// `iat` or `nbf` lies in the future.
    NOT_YET_VALID
  }
}
