package orderflow.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import orderflow.local.store.AccessRules;
import orderflow.local.store.IamMode;
import orderflow.local.template.PolicyStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/// The mail server as the AWS SDK's own client meets it.
class MailServerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private MailServer server;
  private SesClient client;

  @BeforeEach
  void start() throws IOException {
    server = new MailServer(rules(), now::get, 0);
    client = client(AwsBasicCredentials.create("local", "local"));
  }

  private SesClient client(AwsCredentials credentials) {
    return SesClient.builder()
        .endpointOverride(server.url())
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void send_email_is_captured_for_every_recipient_and_answers_a_message_id() {
    SendEmailResponse response =
        client.sendEmail(mail ->
            mail.source("Orders <orders@example.com>")
                .destination(to ->
                    to.toAddresses("Ann <ann@example.com>", "bob@example.com")
                        .ccAddresses("cc@example.com"))
                .message(message ->
                    message
                        .subject(subject -> subject.data("Zahlen & Fakten: 100 % größer"))
                        .body(body -> body.text(text -> text.data("a=b&c\n1 + 1")))));

    assertThat(response.messageId()).isNotBlank();
    assertThat(response.responseMetadata().requestId()).isNotBlank();
    assertThat(server.mails(Optional.of("ANN@example.com")))
        .containsExactly(
            new Mail("ann@example.com", "Zahlen & Fakten: 100 % größer", "a=b&c\n1 + 1", "", NOW));
    assertThat(server.mails(Optional.empty()))
        .extracting(Mail::to)
        .containsExactlyInAnyOrder("ann@example.com", "bob@example.com", "cc@example.com");
  }

  @Test
  void newest_mail_comes_first_and_the_oldest_go_beyond_500() {
    for (int i = 1; i <= 501; i++) {
      send("ann@example.com", "mail " + i);
    }

    List<Mail> mails = server.mails(Optional.of("ann@example.com"));

    assertThat(mails).hasSize(500);
    assertThat(mails.getFirst().subject()).isEqualTo("mail 501");
    assertThat(mails.getLast().subject()).isEqualTo("mail 2");
  }

  @Test
  void html_is_the_text_of_a_mail_that_has_no_other() {
    client.sendEmail(mail ->
        mail.source("orders@example.com")
            .destination(to -> to.toAddresses("ann@example.com"))
            .message(message ->
                message
                    .subject(subject -> subject.data("s"))
                    .body(body -> body.html(html -> html.data("<b>hi</b>")))));

    assertThat(server.mails(Optional.empty()))
        .extracting(Mail::text, Mail::html)
        .containsExactly(tuple("<b>hi</b>", "<b>hi</b>"));
  }

  @Test
  void raw_email_is_read_with_its_encoded_subject_and_its_text_part() {
    String encoded = Base64.getEncoder().encodeToString("Grüße".getBytes(StandardCharsets.UTF_8));
    sendRaw(
        """
        From: orders@example.com
        To: Ann <ann@example.com>,
         bob@example.com
        Subject: =?UTF-8?B?%s?= =?UTF-8?Q?_und_mehr=21?=
        Content-Type: multipart/alternative; boundary="b1"

        preamble
        --b1
        Content-Type: text/html; charset=utf-8

        <b>no</b>
        --b1
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        sch=F6n und =
        lang
        --b1--
        """
            .formatted(encoded));

    assertThat(server.mails(Optional.of("bob@example.com")))
        .containsExactly(
            new Mail("bob@example.com", "Grüße und mehr!", "schön und lang", "<b>no</b>", NOW));
    assertThat(server.mails(Optional.empty())).hasSize(2);
  }

  @Test
  void destinations_of_a_raw_call_win_over_the_headers() {
    client.sendRawEmail(mail ->
        mail.source("orders@example.com")
            .destinations("carol@example.com")
            .rawMessage(raw ->
                raw.data(SdkBytes.fromUtf8String("To: ann@example.com\nSubject: s\n\nplain\n"))));

    assertThat(server.mails(Optional.empty()))
        .containsExactly(new Mail("carol@example.com", "s", "plain\n", "", NOW));
  }

  @Test
  void unknown_action_is_refused_as_ses_does() {
    assertThatThrownBy(() -> client.listIdentities())
        .isInstanceOfSatisfying(
            SesException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(400);
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
              assertThat(error.awsErrorDetails().errorMessage()).contains("ListIdentities");
            });
  }

  @Test
  void mail_without_recipient_or_with_a_bad_address_is_refused_and_not_captured() {
    assertThatThrownBy(() -> send("nobody", "s"))
        .isInstanceOfSatisfying(
            SesException.class,
            error ->
                assertThat(error.awsErrorDetails().errorMessage())
                    .isEqualTo("Missing final '@domain'"));
    assertThatThrownBy(() ->
            client.sendEmail(mail ->
                mail.source("orders@example.com")
                    .message(message ->
                        message
                            .subject(subject -> subject.data("s"))
                            .body(body -> body.text(text -> text.data("t"))))))
        .isInstanceOf(SesException.class);
    assertThat(server.mails(Optional.empty())).isEmpty();
  }

  @Test
  void function_whose_role_does_not_allow_the_mail_is_denied() {
    SesClient allowed = client(AwsSessionCredentials.create("local", "local", "run-job"));
    SesClient other = client(AwsSessionCredentials.create("local", "local", "orders-http"));

    send(allowed, "orders@example.com");

    assertThatThrownBy(() -> send(allowed, "boss@example.com"))
        .isInstanceOfSatisfying(
            SesException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(403);
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            });
    assertThatThrownBy(() -> send(other, "orders@example.com"))
        .hasMessageContaining("orders-http")
        .hasMessageContaining("ses:SendEmail");
    assertThat(server.mails(Optional.empty())).hasSize(1);
    allowed.close();
    other.close();
  }

  private static AccessRules rules() {
    PolicyStatement statement =
        new PolicyStatement(
            PolicyStatement.Effect.ALLOW,
            List.of("ses:SendEmail"),
            List.of("arn:aws:ses:eu-west-1:000000000000:identity/*"),
            Map.of("StringEquals", Map.of("ses:FromAddress", List.of("orders@example.com"))));
    return new AccessRules(IamMode.ENFORCE, Map.of("run-job", List.of(statement)), text -> {});
  }

  private static void send(SesClient sender, String from) {
    sender.sendEmail(mail ->
        mail.source(from)
            .destination(destination -> destination.toAddresses("ann@example.com"))
            .message(message ->
                message
                    .subject(content -> content.data("s"))
                    .body(body -> body.text(text -> text.data("t")))));
  }

  private void send(String to, String subject) {
    client.sendEmail(mail ->
        mail.source("orders@example.com")
            .destination(destination -> destination.toAddresses(to))
            .message(message ->
                message
                    .subject(content -> content.data(subject))
                    .body(body -> body.text(text -> text.data("t")))));
  }

  private void sendRaw(String source) {
    client.sendRawEmail(mail ->
        mail.rawMessage(raw -> raw.data(SdkBytes.fromUtf8String(source.replace("\n", "\r\n")))));
  }
}
