package orderflow.auth.http;

import java.util.function.Supplier;
import orderflow.auth.application.RequestReset;
import orderflow.auth.application.ResetPassword;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.password.Password;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;

/// `POST /v1/auth/password-reset` and `POST /v1/auth/password-reset/confirm`.
final class ResetRoutes {
  private final RequestReset requestReset;
  private final ResetPassword resetPassword;

  ResetRoutes(RequestReset requestReset, ResetPassword resetPassword) {
    this.requestReset = requestReset;
    this.resetPassword = resetPassword;
  }

  /// Never printed.
  private record Confirmation(EmailAddress email, String code, Password password) {

    static Supplier<Confirmation> declare(Fields fields) {
      Supplier<EmailAddress> email = AccountFields.email(fields);
      Field<String> code = fields.text("code", CodeProblems.CODE);
      Supplier<Password> password = AccountFields.password(fields, "newPassword");
      return () -> new Confirmation(email.get(), code.get(), password.get());
    }
  }

  HttpResponse request(HttpRequest request) {
    return JsonBody.read(request, AccountFields::email)
        .answer(request, body -> request(request, body.value()));
  }

  HttpResponse confirm(HttpRequest request) {
    return JsonBody.read(request, Confirmation::declare)
        .answer(request, body -> confirm(request, body.value()));
  }

  private HttpResponse request(HttpRequest request, EmailAddress email) {
    return switch (requestReset.request(email, RequestOrigin.of(request), request.deadline())) {
      case RequestReset.Result.Accepted _ -> HttpResponse.empty(202);
      case RequestReset.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many mails were asked for");
      case RequestReset.Result.Busy _ -> CodeProblems.busy(request);
    };
  }

  private HttpResponse confirm(HttpRequest request, Confirmation sent) {
    ResetPassword.Wish wish =
        new ResetPassword.Wish(
            sent.email(), sent.code(), sent.password(), RequestOrigin.of(request));
    return switch (resetPassword.reset(wish, request.deadline())) {
      case ResetPassword.Result.Reset _ -> HttpResponse.empty(204);
      case ResetPassword.Result.WrongCode _ -> CodeProblems.wrong(request);
      case ResetPassword.Result.Refused(String fault) ->
          CodeProblems.password(request, "/newPassword", fault);
      case ResetPassword.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many codes were sent");
      case ResetPassword.Result.Busy _ -> CodeProblems.busy(request);
    };
  }
}
