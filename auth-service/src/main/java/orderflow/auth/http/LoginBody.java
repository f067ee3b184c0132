package orderflow.auth.http;

import java.util.function.Supplier;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.password.Password;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Text;

/// Body of `POST /v1/auth/login`. Never printed.
///
/// @param device what the client calls itself, up to 100 characters; empty when it did not say
record LoginBody(EmailAddress email, Password password, String device) {
  private static final Text DEVICE = Text.upTo(100);

  /// A text that can be no address or no password is a fault of the input: it says nothing about
  /// accounts.
  static Supplier<LoginBody> declare(Fields fields) {
    Field<String> email = fields.text("email", Text.upTo(EmailAddress.MAX_LENGTH));
    Field<String> password = fields.text("password", Text.upTo(Password.MAX_LENGTH));
    Field<String> device = fields.optionalText("deviceName", DEVICE);
    if (email.isPresent() && EmailAddress.parse(email.get()).isEmpty()) {
      fields.fault("email", "wrong_form", "must be an e-mail address");
    }
    if (password.isPresent() && Password.parse(password.get()).isEmpty()) {
      fields.fault("password", "wrong_form", "must be whole Unicode characters");
    }
    return () ->
        new LoginBody(
            EmailAddress.parse(email.get()).orElseThrow(),
            Password.parse(password.get()).orElseThrow(),
            device.orElse(""));
  }
}
