package orderflow.auth.http;

import java.util.function.Supplier;
import orderflow.auth.application.Register;
import orderflow.auth.application.VerifyEmail;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.password.Password;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.JsonBody;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Text;

/// `POST /v1/auth/register` and `POST /v1/auth/verify-email`.
final class RegistrationRoutes {
  private static final Text NAME = Text.upTo(100);

  private final Register register;
  private final VerifyEmail verifyEmail;

  RegistrationRoutes(Register register, VerifyEmail verifyEmail) {
    this.register = register;
    this.verifyEmail = verifyEmail;
  }

  /// Who wants an account. Never printed.
  private record Applicant(EmailAddress email, Password password, String name) {

    static Supplier<Applicant> declare(Fields fields) {
      Supplier<EmailAddress> email = AccountFields.email(fields);
      Supplier<Password> password = AccountFields.password(fields, "password");
      Field<String> name = fields.optionalText("name", NAME);
      return () -> new Applicant(email.get(), password.get(), name.orElse(""));
    }
  }

  private record Proof(EmailAddress email, String code) {

    static Supplier<Proof> declare(Fields fields) {
      Supplier<EmailAddress> email = AccountFields.email(fields);
      Field<String> code = fields.text("code", CodeProblems.CODE);
      return () -> new Proof(email.get(), code.get());
    }
  }

  HttpResponse register(HttpRequest request) {
    return JsonBody.read(request, Applicant::declare)
        .answer(request, body -> register(request, body.value()));
  }

  HttpResponse verify(HttpRequest request) {
    return JsonBody.read(request, Proof::declare)
        .answer(request, body -> verify(request, body.value()));
  }

  private HttpResponse register(HttpRequest request, Applicant applicant) {
    Register.Wish wish =
        new Register.Wish(
            applicant.email(), applicant.password(), applicant.name(), RequestOrigin.of(request));
    return switch (register.register(wish, request.deadline())) {
      case Register.Result.Accepted _ -> HttpResponse.empty(202);
      case Register.Result.Refused(String fault) ->
          CodeProblems.password(request, "/password", fault);
      case Register.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many mails were asked for");
      case Register.Result.Busy _ -> CodeProblems.busy(request);
    };
  }

  private HttpResponse verify(HttpRequest request, Proof proof) {
    return switch (verifyEmail.verify(
        proof.email(), proof.code(), RequestOrigin.of(request), request.deadline())) {
      case VerifyEmail.Result.Verified _ -> HttpResponse.empty(204);
      case VerifyEmail.Result.WrongCode _ -> CodeProblems.wrong(request);
      case VerifyEmail.Result.Limited(var allowance) ->
          RateLimits.refusal(request, allowance, "too many codes were sent");
      case VerifyEmail.Result.Busy _ -> CodeProblems.busy(request);
    };
  }
}
