package orderflow.auth.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import orderflow.auth.application.IntrospectToken;
import orderflow.auth.application.ReadSessions;
import orderflow.auth.application.TokenGrants;
import orderflow.auth.domain.Client;
import orderflow.auth.token.AccessClaims;
import orderflow.kit.http.FormBody;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Json;
import orderflow.model.ErrorCode;

/// `POST /oauth/introspect` (RFC 7662) and `POST /oauth/revoke` (RFC 7009). `token_type_hint` is
/// not needed: the two kinds of token cannot be mistaken for each other (RFC 7009 §2.1).
///
/// Every client may ask about every token: clients are made by administrators, and all tokens are
/// for the one audience that they are part of. Who asks has the token already.
final class TokenStateRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private final OAuthUseCases useCases;
  private final ClientDoor door;
  private final Issuer issuer;

  TokenStateRoutes(OAuthUseCases useCases, Issuer issuer) {
    this.useCases = useCases;
    this.door = new ClientDoor(useCases.authenticate());
    this.issuer = issuer;
  }

  HttpResponse introspect(HttpRequest request) {
    return ClientDoor.form(
        request,
        form ->
            door.confidential(
                request, form, _ -> token(form, token -> introspect(request, token))));
  }

  /// Always 200 for a token that is none: it is worth nothing already (RFC 7009 §2.2).
  HttpResponse revoke(HttpRequest request) {
    return ClientDoor.form(
        request,
        form ->
            door.either(
                request, form, client -> token(form, token -> revoke(request, client, token))));
  }

  private static HttpResponse token(FormBody form, Function<String, HttpResponse> handler) {
    return form.text("token")
        .map(handler)
        .orElseGet(() -> OAuthError.INVALID_REQUEST.because("token is missing"));
  }

  private HttpResponse introspect(HttpRequest request, String token) {
    Json state =
        switch (useCases.introspect().introspect(token, issuer.of(request))) {
          case IntrospectToken.Result.Inactive _ -> Json.object().with("active", false).build();
          case IntrospectToken.Result.Access(AccessClaims claims) -> view(claims);
          case IntrospectToken.Result.Refresh(var standing) -> view(standing, issuer.of(request));
        };
    return HttpResponse.json(200, state).with("Pragma", "no-cache");
  }

  private HttpResponse revoke(HttpRequest request, Optional<Client> client, String token) {
    return switch (useCases
        .revoke()
        .revoke(token, client, issuer.of(request), RequestOrigin.of(request), request.deadline())) {
      case REVOKED -> HttpResponse.empty(200);
      case NOT_YOURS -> OAuthError.INVALID_GRANT.because("the token was issued to another client");
      case UNAUTHENTICATED ->
          OAuthError.INVALID_CLIENT.because("only the client itself may revoke its tokens");
      case UNSUPPORTED ->
          OAuthError.UNSUPPORTED_TOKEN_TYPE.because(
              "a client's access token ends when it expires, not before");
      case BUSY ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
    };
  }

  private static Json view(AccessClaims claims) {
    return Json.object()
        .with("active", true)
        .with("token_type", "Bearer")
        .with("scope", claims.scope())
        .with("client_id", claims.clientId())
        .with("sub", claims.subject())
        .with("aud", claims.audience())
        .with("iss", claims.issuer())
        .with("iat", claims.issuedAt().getEpochSecond())
        .with("exp", claims.expiresAt().getEpochSecond())
        .with("jti", claims.tokenId())
        .build();
  }

  private static Json view(ReadSessions.Standing standing, String issuer) {
    return Json.object()
        .with("active", true)
        .with("scope", standing.account().scope())
        .with("client_id", TokenGrants.FIRST_PARTY)
        .with("sub", standing.account().id())
        .with("iss", issuer)
        .with("exp", standing.session().end().getEpochSecond())
        .build();
  }
}
