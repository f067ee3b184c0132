package orderflow.auth;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.time.Instant;
import java.util.Map;
import orderflow.auth.authorizer.Authorization;
import orderflow.auth.authorizer.KeyTableReader;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.Verdict;

/// Runs what an authorization runs, offline and with constants: a token up to its signature and,
/// when nobody waits for an answer, a signed request that is not sent. The first verification alone
/// costs 80 ms, the first signature 30.
final class AuthorizerPriming {
  /// The public key of RFC 7515 appendix A.3; its private half is printed there.
  private static final String KEYS =
      """
      {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"prime",
      "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
      "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
      """;

  /// `{"alg":"ES256","typ":"at+jwt","kid":"prime"}`, `{}` and the signature of appendix A.3: well
  /// formed, and wrong for these parts.
  private static final String TOKEN =
      "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6InByaW1lIn0.e30."
          + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

  private AuthorizerPriming() {}

  /// Runs the sample; the verdict is for the test that it reaches the signature.
  ///
  /// @param ahead whether this is before a snapshot, so that no caller waits
  static Verdict run(KeyTableReader reader, boolean ahead) {
    KeySet keys = KeySet.parse(KEYS);
    Authorization authorization =
        new Authorization(new AccessTokenVerifier("prime", keys::find), "");
    Verdict verdict = authorization.judge(event(), Instant.EPOCH);
    Authorization.answer(verdict);
    if (ahead) {
      reader.prime();
    }
    return verdict;
  }

  private static APIGatewayV2CustomAuthorizerEvent event() {
    APIGatewayV2CustomAuthorizerEvent event = new APIGatewayV2CustomAuthorizerEvent();
    event.setHeaders(Map.of("authorization", "Bearer " + TOKEN));
    return event;
  }
}
