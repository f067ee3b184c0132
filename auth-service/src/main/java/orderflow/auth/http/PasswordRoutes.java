package orderflow.auth.http;

import java.time.Duration;
import java.util.function.Supplier;
import orderflow.auth.application.ChangePassword;
import orderflow.auth.domain.Session;
import orderflow.auth.password.Password;
import orderflow.kit.http.Caller;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Fields;
import orderflow.model.ErrorCode;

/// `POST /v1/auth/password`.
final class PasswordRoutes {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  private final ChangePassword changePassword;

  PasswordRoutes(ChangePassword changePassword) {
    this.changePassword = changePassword;
  }

  /// The two passwords. Never printed.
  private record Passwords(Password current, Password next) {}

  HttpResponse change(HttpRequest request) {
    return JsonBody.read(request, PasswordRoutes::passwords)
        .answer(request, body -> change(request, body.value()));
  }

  private HttpResponse change(HttpRequest request, Passwords passwords) {
    Caller.Identified caller = request.identified();
    ChangePassword.Change change =
        new ChangePassword.Change(
            new Session.Key(caller.subject(), caller.sessionId().orElse("")),
            passwords.current(),
            passwords.next(),
            RequestOrigin.of(request));
    return switch (changePassword.change(change, request.deadline())) {
      case ChangePassword.Result.Changed _ -> HttpResponse.empty(204);
      case ChangePassword.Result.WrongPassword(var allowance) ->
          RateLimits.on(
              Problem.of(ErrorCode.INVALID_CREDENTIALS, "the present password is another")
                  .in(request),
              allowance);
      case ChangePassword.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many wrong passwords came before");
      case ChangePassword.Result.Refused(String fault) ->
          CodeProblems.password(request, "/newPassword", fault);
      case ChangePassword.Result.NotActive _ -> Gone.in(request);
      case ChangePassword.Result.Busy _ ->
          Problem.retryLater(
                  ErrorCode.SERVICE_UNAVAILABLE, "too many passwords are hashed now", BUSY_WAIT)
              .in(request);
    };
  }

  private static Supplier<Passwords> passwords(Fields fields) {
    Supplier<Password> current = AccountFields.password(fields, "currentPassword");
    Supplier<Password> next = AccountFields.password(fields, "newPassword");
    return () -> new Passwords(current.get(), next.get());
  }
}
