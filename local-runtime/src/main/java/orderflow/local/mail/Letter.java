package orderflow.local.mail;

import java.util.List;

/// What one call sends: a mail to any number of recipients.
record Letter(String from, List<String> recipients, String subject, String text, String html) {

  Letter withRecipients(List<String> others) {
    return new Letter(from, others, subject, text, html);
  }

  Letter withFrom(String other) {
    return new Letter(other, recipients, subject, text, html);
  }
}
