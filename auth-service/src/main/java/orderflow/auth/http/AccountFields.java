package orderflow.auth.http;

import java.util.function.Supplier;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.password.Password;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Text;

/// Members of bodies about accounts. A text that can be no address or no password is a fault of the
/// input: it says nothing about accounts.
final class AccountFields {

  private AccountFields() {}

  static Supplier<EmailAddress> email(Fields fields) {
    Field<String> text = fields.text("email", Text.upTo(EmailAddress.MAX_LENGTH));
    if (text.isPresent() && EmailAddress.parse(text.get()).isEmpty()) {
      fields.fault("email", "wrong_form", "must be an e-mail address");
    }
    return () -> EmailAddress.parse(text.get()).orElseThrow();
  }

  static Supplier<Password> password(Fields fields, String name) {
    Field<String> text = fields.text(name, Text.upTo(Password.MAX_LENGTH));
    if (text.isPresent() && Password.parse(text.get()).isEmpty()) {
      fields.fault(name, "wrong_form", "must be whole Unicode characters");
    }
    return () -> Password.parse(text.get()).orElseThrow();
  }
}
