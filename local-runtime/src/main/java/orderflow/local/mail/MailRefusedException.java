package orderflow.local.mail;

import java.io.Serial;

/// A call that SES would refuse, with the code it would answer.
final class MailRefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;

  MailRefusedException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
