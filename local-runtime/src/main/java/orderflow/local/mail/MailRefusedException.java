package orderflow.local.mail;

import java.io.Serial;

/// A call that SES would refuse, with the code it would answer.
final class MailRefusedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private final int status;
  private final String code;

  MailRefusedException(String code, String message) {
    this(BAD_REQUEST, code, message);
  }

  private MailRefusedException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static MailRefusedException denied(String reason) {
    return new MailRefusedException(FORBIDDEN, "AccessDenied", reason);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
