package orderflow.local.mail;

import java.util.List;

/// What one call sends: a mail to any number of recipients.
record Letter(String from, List<String> recipients, String subject, String text) {

  Letter withRecipients(List<String> others) {
    return new Letter(from, others, subject, text);
  }

  Letter withFrom(String other) {
    return new Letter(other, recipients, subject, text);
  }
}
