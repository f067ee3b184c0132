package orderflow.auth;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import orderflow.auth.authorizer.Authorization;
import orderflow.auth.authorizer.KeyTableReader;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.KeySet;
import orderflow.auth.token.Verdict;
import orderflow.kit.events.EventSerializer;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;

/// Runs what an authorization runs, offline and with constants. The first verification of a
/// signature alone takes 90 ms, 67 of them arithmetic that is interpreted before it is compiled, so
/// it has a thread of its own, beside which the function loads the rest. Where there is less than a
/// second processor it gains nothing and costs nothing (docs/benchmarks.md).
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

  private static final String EVENT =
      """
      {"headers":{"authorization":"Bearer no.token.here"},
      "requestContext":{"domainName":"prime","requestId":"prime","http":{"method":"GET"}}}
      """;

  private final FutureTask<Verdict> verification =
      new FutureTask<>(AuthorizerPriming::verification);

  private AuthorizerPriming() {}

  /// Begins with the signature.
  static AuthorizerPriming begin() {
    AuthorizerPriming priming = new AuthorizerPriming();
    Thread.ofPlatform().daemon().name("priming").start(priming.verification);
    return priming;
  }

  /// Runs the rest and waits for the signature; the verdict is for the test that it was reached.
  ///
  /// @param ahead whether this is before a snapshot, so that no caller waits: then a request for
  ///   the keys is signed too, and not sent
  Verdict finish(KeyTableReader reader, boolean ahead) {
    event();
    log();
    if (ahead) {
      reader.prime();
    }
    try {
      return verification.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the sample token cannot be verified", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the start was interrupted", e);
    }
  }

  private static Verdict verification() {
    AccessTokenVerifier verifier = new AccessTokenVerifier("prime", KeySet.parse(KEYS)::find);
    return verifier.verify(TOKEN, "", Instant.EPOCH);
  }

  /// As the runtime reads an event and writes an answer.
  private static void event() {
    EventSerializer serializer = new EventSerializer();
    APIGatewayV2CustomAuthorizerEvent event =
        serializer.fromJson(EVENT, APIGatewayV2CustomAuthorizerEvent.class);
    Verdict verdict =
        new Authorization(new AccessTokenVerifier("prime", _ -> Optional.empty()), "")
            .judge(event, Instant.EPOCH);
    serializer.toJson(
        Authorization.answer(verdict),
        OutputStream.nullOutputStream(),
        SimpleIAMPolicyResponse.class);
  }

  private static void log() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    LogWriter.from(Map.of(), nowhere, InstantSource.fixed(Instant.EPOCH))
        .info("prime", Map.of(LogField.DURATION_MS, 1L));
  }
}
