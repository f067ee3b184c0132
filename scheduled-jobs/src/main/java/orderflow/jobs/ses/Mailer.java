package orderflow.jobs.ses;

import java.util.List;
import software.amazon.awssdk.services.ses.SesClient;

/// Sends plain mail by SES.
public final class Mailer {
  private final SesClient client;
  private final String from;
  private final List<String> recipients;

  /// Prepares the mailer.
  ///
  /// @param recipients of every mail; without one nothing is sent
  public Mailer(SesClient client, String from, List<String> recipients) {
    this.client = client;
    this.from = from;
    this.recipients = List.copyOf(recipients);
  }

  /// Sends one mail to all recipients.
  ///
  /// @return to how many
  /// @throws software.amazon.awssdk.core.exception.SdkException when SES cannot be reached or
  ///   refuses; the mail may have been sent
  public int send(String subject, String text) {
    if (recipients.isEmpty()) {
      return 0;
    }
    client.sendEmail(mail ->
        mail.source(from)
            .destination(to -> to.toAddresses(recipients))
            .message(message ->
                message
                    .subject(line -> line.charset("UTF-8").data(subject))
                    .body(body -> body.text(part -> part.charset("UTF-8").data(text)))));
    return recipients.size();
  }
}
