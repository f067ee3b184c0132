package orderflow.auth.application;

import java.util.Map;
import java.util.Optional;
import orderflow.auth.domain.Account;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.ses.MailTemplate;
import orderflow.auth.ses.Mailer;

/// Mails to the owner of an account what has happened to it. The same order again mails it again.
public final class MailNotice {
  private final AccountStore accounts;
  private final Mailer mailer;

  public MailNotice(AccountStore accounts, Mailer mailer) {
    this.accounts = accounts;
    this.mailer = mailer;
  }

  /// How it ended; nothing when the account is gone.
  ///
  /// @param values of the template
  public Optional<Mailer.Outcome> mail(
      MailTemplate template, String userId, Map<String, String> values) {
    return accounts
        .find(userId)
        .map(Account::email)
        .map(email -> mailer.send(email, template.fill(values)));
  }
}
