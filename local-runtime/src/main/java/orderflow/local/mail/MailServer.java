package orderflow.local.mail;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orderflow.local.lambda.LoopbackServer;
import orderflow.local.store.Access;
import orderflow.local.store.AccessRules;

/// SES's SendEmail and SendRawEmail over HTTP, as the AWS SDKs and the AWS CLI (`aws ses`) speak
/// them. Mails are kept in memory and never sent; whether a sender's address is verified is not
/// checked, nor are signatures. Thread-safe.
public final class MailServer implements AutoCloseable {
  private static final int MOST_MAILS = 500;
  private static final String IDENTITY = "arn:aws:ses:eu-west-1:000000000000:identity/";

  private final AccessRules rules;
  private final InstantSource clock;
  private final Mailbox mailbox = new Mailbox(MOST_MAILS);
  private final LoopbackServer server;

  /// Starts it.
  ///
  /// @param rules what the functions may send; callers from outside may send anything
  /// @param port the port, 0 for a free one
  /// @throws IOException if the port is in use
  public MailServer(AccessRules rules, InstantSource clock, int port) throws IOException {
    this.rules = rules;
    this.clock = clock;
    this.server = LoopbackServer.start(port, this::handle);
  }

  /// Where it listens: the value of `AWS_ENDPOINT_URL_SES`.
  public URI url() {
    return URI.create(server.url());
  }

  /// The last 500 captured mails, newest first, one entry a recipient.
  ///
  /// @param to only mails to this address, whatever its case
  public List<Mail> mails(Optional<String> to) {
    return mailbox.mails(to);
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        SesForm form = new SesForm(new String(body, StandardCharsets.UTF_8));
        Letter letter = SesCall.letter(form);
        admit(exchange, form.get("Action"), letter);
        mailbox.add(letter, clock.instant());
        SesAnswer.sent(exchange, form.get("Action"), UUID.randomUUID().toString());
      } catch (MailRefusedException e) {
        SesAnswer.refused(exchange, e);
      }
    }
  }

  private void admit(HttpExchange exchange, String action, Letter letter)
      throws MailRefusedException {
    String caller =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"))
            .orElse("");
    String from = Mailbox.bare(letter.from());
    Access access =
        new Access(
            "ses:" + action,
            IDENTITY + from,
            Map.of(
                "ses:FromAddress",
                List.of(from),
                "ses:Recipients",
                letter.recipients().stream().map(Mailbox::bare).toList()));
    Optional<String> refusal = rules.refusal(caller, access);
    if (refusal.isPresent()) {
      throw MailRefusedException.denied(refusal.get());
    }
  }
}
