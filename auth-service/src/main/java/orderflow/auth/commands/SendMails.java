package orderflow.auth.commands;

import java.util.Map;
import java.util.Optional;
import orderflow.auth.application.MailClaim;
import orderflow.auth.application.MailNotice;
import orderflow.auth.domain.AddressClaim;
import orderflow.auth.ses.MailTemplate;
import orderflow.auth.ses.Mailer;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// Items of `SendMail`: `{"template": "registration" | "password-reset", "address", "claim"}`,
/// `{"template": "password-changed", "userId", "at", "network"}` or `{"template": "new-device",
/// "userId", "at", "network", "device"}`. None holds a code or an address: `address` is a digest.
final class SendMails {
  private static final String UNKNOWN_DEVICE = "not told";

  private final MailClaim mailClaim;
  private final MailNotice mailNotice;

  SendMails(MailClaim mailClaim, MailNotice mailNotice) {
    this.mailClaim = mailClaim;
    this.mailNotice = mailNotice;
  }

  ItemResult send(CommandItem item, String requestId, Deadline deadline) {
    String template = item.text("template").orElse("");
    Optional<AddressClaim.Kind> kind = AddressClaim.Kind.parse(template);
    if (kind.isPresent()) {
      return view(
          mailClaim.mail(
              new MailClaim.Order(
                  kind.get(),
                  item.text("address").orElse(""),
                  item.text("claim").orElse(""),
                  requestId),
              deadline));
    }
    return switch (template) {
      case "password-changed" -> notice(MailTemplate.PASSWORD_CHANGED, item);
      case "new-device" -> notice(MailTemplate.NEW_DEVICE, item);
      default ->
          ItemResult.refused(
              "unknown_template",
              "template must be registration, password-reset, password-changed or new-device");
    };
  }

  private ItemResult notice(MailTemplate template, CommandItem item) {
    Map<String, String> values =
        Map.of(
            "time", item.text("at").orElse(""),
            "network", item.text("network").orElse(""),
            "device", item.text("device").filter(text -> !text.isBlank()).orElse(UNKNOWN_DEVICE));
    return mailNotice
        .mail(template, item.text("userId").orElse(""), values)
        .map(SendMails::view)
        .orElseGet(() -> ItemResult.refused("unknown_account", "no account has this userId"));
  }

  private static ItemResult view(MailClaim.Result result) {
    return switch (result) {
      case MailClaim.Result.Done(Mailer.Outcome outcome) -> view(outcome);
      case MailClaim.Result.NotReached _ -> view(Mailer.Outcome.NOT_REACHED);
      case MailClaim.Result.NothingToDo _ -> done("nothing_to_do");
    };
  }

  private static ItemResult view(Mailer.Outcome outcome) {
    return switch (outcome) {
      case SENT -> done("done");
      case REFUSED ->
          ItemResult.refused(
              "mail_refused",
              "SES does not take the mail: is MAIL_FROM a verified identity, and the account out of"
                  + " the sandbox?");
      case NOT_CONFIGURED ->
          ItemResult.refused(
              "mail_not_configured",
              "MAIL_FROM is empty: set the parameter MailFrom to an address that SES has verified");
      case NOT_REACHED -> ItemResult.failed("mail_not_sent", "SES was not reached or was busy");
    };
  }

  private static ItemResult done(String outcome) {
    return ItemResult.ok(Json.object().with("outcome", outcome).build());
  }
}
