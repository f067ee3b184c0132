package orderflow.auth.http;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import orderflow.auth.application.LogIn;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.TokenGrant;
import orderflow.auth.domain.MfaToken;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Text;
import orderflow.kit.log.LogField;
import orderflow.kit.log.LogWriter;
import orderflow.model.ErrorCode;

/// `POST /v1/auth/login` and `POST /v1/auth/refresh`.
final class TokenRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  /// Longer than any refresh token: what is longer is answered as what it is, no token.
  private static final Text REFRESH_TOKEN = Text.upTo(512);

  private final LogIn logIn;
  private final RefreshSession refreshSession;
  private final Issuer issuer;
  private final LogWriter log;
  private final MissingKeys missingKeys;

  TokenRoutes(LogIn logIn, RefreshSession refreshSession, Issuer issuer, LogWriter log) {
    this.logIn = logIn;
    this.refreshSession = refreshSession;
    this.issuer = issuer;
    this.log = log;
    this.missingKeys = new MissingKeys(log);
  }

  HttpResponse logIn(HttpRequest request) {
    return JsonBody.read(request, LoginBody::declare)
        .answer(request, body -> logIn(request, body.value()));
  }

  HttpResponse refresh(HttpRequest request) {
    return JsonBody.read(request, TokenRoutes::refreshToken)
        .answer(request, body -> refresh(request, body.value()));
  }

  private HttpResponse logIn(HttpRequest request, LoginBody body) {
    LogIn.Attempt attempt =
        new LogIn.Attempt(
            body.email(),
            body.password(),
            body.device(),
            issuer.of(request),
            RequestOrigin.of(request));
    return switch (logIn.logIn(attempt, request.deadline())) {
      case LogIn.Result.Granted(_, TokenGrant grant) -> HttpResponse.json(200, view(grant));
      case LogIn.Result.CodeRequired(MfaToken token) ->
          Problem.of(ErrorCode.MFA_REQUIRED, "the password is right, a one-time code is wanted too")
              .withMember("mfaToken", token.text())
              .in(request);
      case LogIn.Result.InvalidCredentials(var allowance) ->
          RateLimits.on(
              Problem.of(ErrorCode.INVALID_CREDENTIALS, "address or password is not right")
                  .in(request),
              allowance);
      case LogIn.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many failed logins came before");
      case LogIn.Result.Busy _ ->
          Problem.retryLater(ErrorCode.SERVICE_UNAVAILABLE, "too many logins at once", BUSY_WAIT)
              .in(request);
      case LogIn.Result.NoKeys _ -> missingKeys.in(request);
    };
  }

  private HttpResponse refresh(HttpRequest request, String token) {
    RefreshSession.Attempt attempt =
        new RefreshSession.Attempt(token, issuer.of(request), RequestOrigin.of(request));
    return switch (refreshSession.refresh(attempt, request.deadline())) {
      case RefreshSession.Result.Granted(_, TokenGrant grant) ->
          HttpResponse.json(200, view(grant));
      case RefreshSession.Result.Invalid _ ->
          Problem.of(ErrorCode.REFRESH_TOKEN_INVALID, "the session has ended or never was")
              .in(request);
      case RefreshSession.Result.Reused(String userId, String sessionId) -> {
        warnOfReuse(log, request, userId, sessionId);
        yield Problem.of(ErrorCode.REFRESH_TOKEN_REUSED, "the session was ended").in(request);
      }
      case RefreshSession.Result.ScopeExceeded _ ->
          throw new IllegalStateException("this route asks for no scope");
      case RefreshSession.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "other changes were in the way", BUSY_WAIT)
              .in(request);
      case RefreshSession.Result.NoKeys _ -> missingKeys.in(request);
    };
  }

  static void warnOfReuse(LogWriter log, HttpRequest request, String userId, String sessionId) {
    log.warn(
        "a refresh token was used again; its session was ended",
        Map.of(
            LogField.REQUEST_ID, request.requestId(),
            LogField.USER_ID, userId,
            LogField.SESSION_ID, sessionId));
  }

  private static Supplier<String> refreshToken(Fields fields) {
    Field<String> token = fields.text("refresh_token", REFRESH_TOKEN);
    return token::get;
  }

  static Json view(TokenGrant grant) {
    return Json.object()
        .with("access_token", grant.accessToken())
        .with("token_type", "Bearer")
        .with("expires_in", grant.expiresIn().toSeconds())
        .with("refresh_token", grant.refreshToken())
        .with("refresh_expires_in", grant.refreshExpiresIn().toSeconds())
        .with("session_id", grant.sessionId())
        .with("scope", grant.scope())
        .build();
  }
}
