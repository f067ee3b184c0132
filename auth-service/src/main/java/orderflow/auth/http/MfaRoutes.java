package orderflow.auth.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import orderflow.auth.application.BeginTotp;
import orderflow.auth.application.ConfirmTotp;
import orderflow.auth.application.LogInWithCode;
import orderflow.auth.application.RemoveTotp;
import orderflow.auth.application.TokenGrant;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.TotpSeed;
import orderflow.auth.password.Password;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Text;
import orderflow.model.ErrorCode;

/// `/v1/auth/mfa/totp` and `POST /v1/auth/login/mfa`.
final class MfaRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);
  private static final Text CODE = Text.upTo(64);
  private static final Text TOKEN = Text.upTo(128);

  private final MfaUseCases useCases;
  private final Issuer issuer;
  private final MissingKeys missingKeys;

  MfaRoutes(MfaUseCases useCases, Issuer issuer, MissingKeys missingKeys) {
    this.useCases = useCases;
    this.issuer = issuer;
    this.missingKeys = missingKeys;
  }

  HttpResponse begin(HttpRequest request) {
    return switch (useCases.begin().begin(RequestOrigin.of(request), request.deadline())) {
      case BeginTotp.Result.Begun(TotpSeed seed, Account account) ->
          HttpResponse.json(
              200,
              Json.object()
                  .with("secret", seed.base32())
                  .with("otpauthUrl", seed.url(issuer.host(request), account.email()))
                  .build());
      case BeginTotp.Result.AlreadyOn _ ->
          Problem.of(ErrorCode.TOTP_ALREADY_ON, "remove the present one first").in(request);
      case BeginTotp.Result.NotActive _ -> Gone.in(request);
      case BeginTotp.Result.NoKeys _ -> missingKeys.in(request);
      case BeginTotp.Result.Busy _ -> busy(request);
    };
  }

  HttpResponse confirm(HttpRequest request) {
    return JsonBody.read(request, MfaRoutes::code)
        .answer(request, body -> confirm(request, body.value()));
  }

  HttpResponse remove(HttpRequest request) {
    return JsonBody.read(request, MfaRoutes::code)
        .answer(request, body -> remove(request, body.value()));
  }

  HttpResponse logIn(HttpRequest request) {
    return JsonBody.read(request, fields -> attempt(fields, request))
        .answer(request, body -> logIn(request, body.value()));
  }

  private HttpResponse confirm(HttpRequest request, String code) {
    return switch (useCases
        .confirm()
        .confirm(code, RequestOrigin.of(request), request.deadline())) {
      case ConfirmTotp.Result.Confirmed(List<RecoveryCode> codes) ->
          HttpResponse.json(
              200,
              Json.object()
                  .with(
                      "recoveryCodes", Json.texts(codes.stream().map(RecoveryCode::text).toList()))
                  .build());
      case ConfirmTotp.Result.WrongCode _ -> wrongCode(request);
      case ConfirmTotp.Result.NotBegun _ ->
          Problem.of(ErrorCode.TOTP_NOT_BEGUN, "there is no secret that waits for its first code")
              .in(request);
      case ConfirmTotp.Result.NotActive _ -> Gone.in(request);
      case ConfirmTotp.Result.Busy _ -> busy(request);
    };
  }

  private HttpResponse remove(HttpRequest request, String code) {
    return switch (useCases.remove().remove(code, RequestOrigin.of(request), request.deadline())) {
      case RemoveTotp.Result.Removed _ -> HttpResponse.empty(204);
      case RemoveTotp.Result.WrongCode _ -> wrongCode(request);
      case RemoveTotp.Result.Blocked(Duration wait) -> blocked(request, wait);
      case RemoveTotp.Result.NotOn _ ->
          Problem.of(ErrorCode.TOTP_NOT_ON, "the account has no authenticator app").in(request);
      case RemoveTotp.Result.PasswordTooShort _ ->
          Problem.of(
                  ErrorCode.PASSWORD_TOO_SHORT,
                  "the password has fewer than %d characters".formatted(Password.MIN_LENGTH))
              .in(request);
      case RemoveTotp.Result.NotActive _ -> Gone.in(request);
      case RemoveTotp.Result.Busy _ -> busy(request);
    };
  }

  private HttpResponse logIn(HttpRequest request, LogInWithCode.Attempt attempt) {
    return switch (useCases.logIn().logIn(attempt, request.deadline())) {
      case LogInWithCode.Result.Granted(_, TokenGrant grant) ->
          HttpResponse.json(200, TokenRoutes.view(grant));
      case LogInWithCode.Result.InvalidToken _ ->
          Problem.of(ErrorCode.MFA_TOKEN_INVALID, "no code may be sent for this token").in(request);
      case LogInWithCode.Result.WrongCode _ ->
          Problem.of(ErrorCode.MFA_CODE_INVALID, "the code is wrong or was used before")
              .in(request);
      case LogInWithCode.Result.Blocked(Duration wait) -> blocked(request, wait);
      case LogInWithCode.Result.Busy _ -> busy(request);
      case LogInWithCode.Result.NoKeys _ -> missingKeys.in(request);
    };
  }

  private static HttpResponse wrongCode(HttpRequest request) {
    return Problem.of(ErrorCode.TOTP_CODE_INVALID, "the code is wrong or was used before")
        .in(request);
  }

  private static HttpResponse blocked(HttpRequest request, Duration wait) {
    return Problem.retryLater(
            ErrorCode.TOO_MANY_REQUESTS, "too many wrong codes; a recovery code still works", wait)
        .in(request);
  }

  private static HttpResponse busy(HttpRequest request) {
    return Problem.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE,
            "other changes of the account were in the way",
            BUSY_WAIT)
        .in(request);
  }

  private static Supplier<String> code(Fields fields) {
    Field<String> code = fields.text("code", CODE);
    return code::get;
  }

  private Supplier<LogInWithCode.Attempt> attempt(Fields fields, HttpRequest request) {
    Field<String> token = fields.text("mfaToken", TOKEN);
    Field<String> code = fields.text("code", CODE);
    return () ->
        new LogInWithCode.Attempt(
            token.get(), code.get(), issuer.of(request), RequestOrigin.of(request));
  }
}
