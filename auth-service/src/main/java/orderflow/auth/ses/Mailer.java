package orderflow.auth.ses;

import java.util.List;
import orderflow.auth.domain.EmailAddress;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SesException;

/// Sends mails by SES (API Reference, "SendEmail"), each once: whether to try again is the caller's
/// decision.
public final class Mailer {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final List<String> THROTTLED = List.of("Throttling", "ThrottlingException");

  private final SesClient client;
  private final String from;

  /// Prepares the mailer.
  ///
  /// @param from the sender, which SES must know as a verified identity; empty: nothing is sent
  public Mailer(SesClient client, String from) {
    this.client = client;
    this.from = from;
  }

  /// How sending ended.
  public enum Outcome {
    SENT,

    /// SES will never send it: a recipient it does not take, an unverified sender, no permission.
    REFUSED,

    /// SES was busy or not reached, or its answer was lost: the mail may have gone out.
    NOT_REACHED,

    /// `MAIL_FROM` is empty.
    NOT_CONFIGURED
  }

  public Outcome send(EmailAddress to, Letter letter) {
    if (from.isEmpty()) {
      return Outcome.NOT_CONFIGURED;
    }
    try {
      client.sendEmail(mail ->
          mail.source(from)
              .destination(destination -> destination.toAddresses(to.text()))
              .message(message ->
                  message
                      .subject(utf8(letter.subject()))
                      .body(body -> body.text(utf8(letter.text())).html(utf8(letter.html())))));
      return Outcome.SENT;
    } catch (SesException e) {
      return isForGood(e) ? Outcome.REFUSED : Outcome.NOT_REACHED;
    } catch (SdkException e) {
      return Outcome.NOT_REACHED;
    }
  }

  private static Content utf8(String data) {
    return Content.builder().charset("UTF-8").data(data).build();
  }

  private static boolean isForGood(SesException e) {
    return e.statusCode() < SERVER_ERROR
        && e.statusCode() != TOO_MANY_REQUESTS
        && !THROTTLED.contains(e.awsErrorDetails().errorCode());
  }
}
