package orderflow.auth.commands;

/// A mail did not go out and may the next time: Lambda tries an asynchronous invocation again, and
/// then keeps its event as a dead letter.
public final class MailNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MailNotSentException() {
    super("a mail was not sent: SES was not reached or was busy");
  }
}
