package orderflow.local.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the calls of SES that send a mail (Amazon SES API reference 2010-12-01, "SendEmail" and
/// "SendRawEmail").
final class SesCall {
  private static final int MOST_RECIPIENTS = 50;

  private SesCall() {}

  /// @throws MailRefusedException if the action is another one or SES would not send the mail
  static Letter letter(SesForm form) throws MailRefusedException {
    String action = form.get("Action");
    Letter letter =
        switch (action) {
          case "SendEmail" -> simple(form);
          case "SendRawEmail" -> raw(form);
          default ->
              throw new MailRefusedException(
                  "InvalidAction",
                  "Could not find operation "
                      + action
                      + ": the local platform serves SendEmail and SendRawEmail");
        };
    check(letter);
    return letter;
  }

  private static Letter simple(SesForm form) throws MailRefusedException {
    List<String> recipients =
        Stream.of("ToAddresses", "CcAddresses", "BccAddresses")
            .flatMap(kind -> form.members("Destination." + kind).stream())
            .toList();
    Optional<String> text = form.find("Message.Body.Text.Data");
    Optional<String> html = form.find("Message.Body.Html.Data");
    return new Letter(
        form.get("Source"),
        recipients,
        form.get("Message.Subject.Data"),
        text.isPresent() ? text.get() : form.get("Message.Body.Html.Data"),
        html.orElse(""));
  }

  /// The parameters of the call win over the headers.
  private static Letter raw(SesForm form) throws MailRefusedException {
    Letter letter = MimeMessage.read(decoded(form.get("RawMessage.Data")));
    List<String> destinations = form.members("Destinations");
    return letter
        .withRecipients(destinations.isEmpty() ? letter.recipients() : destinations)
        .withFrom(form.find("Source").orElse(letter.from()));
  }

  private static String decoded(String base64) throws MailRefusedException {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MailRefusedException("SerializationException", "RawMessage.Data is not base64");
    }
  }

  private static void check(Letter letter) throws MailRefusedException {
    if (letter.recipients().isEmpty()) {
      throw new MailRefusedException("InvalidParameterValue", "The mail has no recipient.");
    }
    if (letter.recipients().size() > MOST_RECIPIENTS) {
      throw new MailRefusedException(
          "InvalidParameterValue", "Recipient count exceeds " + MOST_RECIPIENTS + ".");
    }
    for (String address :
        Stream.concat(Stream.of(letter.from()), letter.recipients().stream()).toList()) {
      if (!address.contains("@")) {
        throw new MailRefusedException("InvalidParameterValue", "Missing final '@domain'");
      }
    }
  }
}
