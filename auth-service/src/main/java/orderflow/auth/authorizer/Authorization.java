package orderflow.auth.authorizer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.token.AccessClaims;
import orderflow.auth.token.AccessTokenVerifier;
import orderflow.auth.token.Verdict;

/// Reads the token of an authorizer event and writes the verdict as the context that functions get
/// (HTTP API, payload format 2.0, simple response). The answer is always `isAuthorized: true`: what
/// a verdict means is decided by the function, which can answer a problem.
public final class Authorization {
  private static final String SCHEME = "bearer ";

  private final AccessTokenVerifier verifier;
  private final String issuerUrl;

  /// An authorization.
  ///
  /// @param issuerUrl `iss` of good tokens; empty: `https://` and the domain of the request
  public Authorization(AccessTokenVerifier verifier, String issuerUrl) {
    this.verifier = verifier;
    this.issuerUrl = issuerUrl;
  }

  public Verdict judge(APIGatewayV2CustomAuthorizerEvent event, Instant now) {
    Optional<String> token = token(event);
    return token.isPresent()
        ? verifier.verify(token.get(), issuer(event), now)
        : new Verdict.Refused(Verdict.Reason.MALFORMED);
  }

  /// The answer to API Gateway. All values of the context are texts.
  public static SimpleIAMPolicyResponse answer(Verdict verdict) {
    return new SimpleIAMPolicyResponse(
        true,
        verdict instanceof Verdict.Accepted(AccessClaims claims)
            ? context(claims)
            : Map.of("verdict", verdict.text()));
  }

  private static Map<String, String> context(AccessClaims claims) {
    Map<String, String> context = new HashMap<>();
    context.put("verdict", "ok");
    context.put("sub", claims.subject());
    context.put("roles", String.join(" ", claims.roles()));
    context.put("scope", claims.scope());
    context.put("client_id", claims.clientId());
    context.put("exp", Long.toString(claims.expiresAt().getEpochSecond()));
    claims
        .login()
        .ifPresent(login -> {
          context.put("sid", login.sessionId());
          context.put("auth_time", Long.toString(login.authenticatedAt().getEpochSecond()));
          context.put("amr", String.join(" ", login.methods()));
        });
    return context;
  }

  /// Names and scheme are case-insensitive (RFC 9110 §5.1, §11.1). API Gateway writes names in
  /// lower case; other senders of this event do not.
  private static Optional<String> token(APIGatewayV2CustomAuthorizerEvent event) {
    Map<String, String> headers = event.getHeaders();
    if (headers == null) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String value = header.getValue();
      if (header.getKey().equalsIgnoreCase("authorization")
          && value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
        return Optional.of(value.substring(SCHEME.length()).strip());
      }
    }
    return Optional.empty();
  }

  private String issuer(APIGatewayV2CustomAuthorizerEvent event) {
    if (!issuerUrl.isEmpty()) {
      return issuerUrl;
    }
    var context = event.getRequestContext();
    return context == null || context.getDomainName() == null
        ? ""
        : "https://" + context.getDomainName();
  }
}
