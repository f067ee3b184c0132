package orderflow.auth.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import orderflow.auth.application.ClientGrant;
import orderflow.auth.application.GrantToClient;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.TokenGrant;
import orderflow.auth.domain.Client;
import orderflow.auth.domain.Scopes;
import orderflow.kit.http.FormBody;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Json;
import orderflow.kit.log.LogWriter;
import orderflow.model.ErrorCode;

/// `POST /oauth/token` (RFC 6749 §3.2): `client_credentials` for clients, `refresh_token` for
/// people's sessions, which belong to the one client without a secret.
///
/// Parameters that are not known are ignored (RFC 6749 §3.2).
final class OAuthTokenRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private final OAuthUseCases useCases;
  private final ClientDoor door;
  private final Issuer issuer;
  private final LogWriter log;
  private final MissingKeys missingKeys;

  OAuthTokenRoutes(OAuthUseCases useCases, Issuer issuer, LogWriter log) {
    this.useCases = useCases;
    this.door = new ClientDoor(useCases.authenticate());
    this.issuer = issuer;
    this.log = log;
    this.missingKeys = new MissingKeys(log);
  }

  HttpResponse token(HttpRequest request) {
    return ClientDoor.form(
        request,
        form ->
            switch (form.text("grant_type").orElse("")) {
              case "client_credentials" ->
                  door.confidential(
                      request,
                      form,
                      client -> scoped(form, wanted -> grant(request, client, wanted)));
              case "refresh_token" ->
                  door.either(request, form, client -> refresh(request, form, client));
              case "" -> OAuthError.INVALID_REQUEST.because("grant_type is missing");
              default ->
                  OAuthError.UNSUPPORTED_GRANT_TYPE.because(
                      "grant_type must be client_credentials or refresh_token");
            });
  }

  private static HttpResponse scoped(
      FormBody form, Function<Optional<Scopes>, HttpResponse> handler) {
    Optional<String> text = form.text("scope");
    Optional<Scopes> wanted = text.flatMap(Scopes::parse);
    return text.isPresent() && wanted.isEmpty()
        ? OAuthError.INVALID_SCOPE.because(
            "scope must be of " + Scopes.KNOWN.text() + ", with one space between two")
        : handler.apply(wanted);
  }

  private HttpResponse grant(HttpRequest request, Client client, Optional<Scopes> wanted) {
    return switch (useCases.grant().grant(client, wanted, issuer.of(request))) {
      case GrantToClient.Result.Granted(ClientGrant grant) -> answer(view(grant));
      case GrantToClient.Result.ScopeExceeded(Scopes most) ->
          OAuthError.INVALID_SCOPE.because("this client may have " + most.text() + " at most");
      case GrantToClient.Result.NoKeys _ -> missingKeys.in(request);
    };
  }

  private HttpResponse refresh(HttpRequest request, FormBody form, Optional<Client> client) {
    Optional<String> token = form.text("refresh_token");
    if (token.isEmpty()) {
      return OAuthError.INVALID_REQUEST.because("refresh_token is missing");
    }
    // No client that has a secret was ever given a refresh token (RFC 6749 §6).
    return client.isPresent()
        ? OAuthError.INVALID_GRANT.because("the refresh token was issued to another client")
        : scoped(
            form,
            wanted ->
                refresh(
                    request,
                    new RefreshSession.Attempt(
                        token.get(), wanted, issuer.of(request), RequestOrigin.of(request))));
  }

  private HttpResponse refresh(HttpRequest request, RefreshSession.Attempt attempt) {
    return switch (useCases.refresh().refresh(attempt, request.deadline())) {
      case RefreshSession.Result.Granted(_, TokenGrant grant) -> answer(TokenRoutes.view(grant));
      case RefreshSession.Result.Invalid _ ->
          OAuthError.INVALID_GRANT.because("the session has ended or never was");
      case RefreshSession.Result.Reused(String userId, String sessionId) -> {
        TokenRoutes.warnOfReuse(log, request, userId, sessionId);
        yield OAuthError.INVALID_GRANT.because(
            "the refresh token was used before; the session was ended");
      }
      case RefreshSession.Result.ScopeExceeded _ ->
          OAuthError.INVALID_SCOPE.because("scope is more than the account may do");
      case RefreshSession.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
      case RefreshSession.Result.NoKeys _ -> missingKeys.in(request);
    };
  }

  /// Never kept anywhere: `Cache-Control: no-store` is on every answer of this service (RFC 6749
  /// §5.1).
  private static HttpResponse answer(Json tokens) {
    return HttpResponse.json(200, tokens).with("Pragma", "no-cache");
  }

  private static Json view(ClientGrant grant) {
    return Json.object()
        .with("access_token", grant.accessToken())
        .with("token_type", "Bearer")
        .with("expires_in", grant.expiresIn().toSeconds())
        .with("scope", grant.scope())
        .build();
  }
}
