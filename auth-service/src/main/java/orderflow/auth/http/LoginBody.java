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

  static Supplier<LoginBody> declare(Fields fields) {
    Supplier<EmailAddress> email = AccountFields.email(fields);
    Supplier<Password> password = AccountFields.password(fields, "password");
    Field<String> device = fields.optionalText("deviceName", DEVICE);
    return () -> new LoginBody(email.get(), password.get(), device.orElse(""));
  }
}
