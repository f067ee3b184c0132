package orderflow.local.mail;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The captured mails, newest first; the oldest go when there are too many. Thread-safe.
final class Mailbox {
  private final Deque<Mail> mails = new ArrayDeque<>();
  private final int most;

  Mailbox(int most) {
    this.most = most;
  }

  synchronized void add(Letter letter, Instant at) {
    letter
        .recipients()
        .forEach(to -> {
          mails.addFirst(new Mail(bare(to), letter.subject(), letter.text(), letter.html(), at));
          if (mails.size() > most) {
            mails.removeLast();
          }
        });
  }

  synchronized List<Mail> mails(Optional<String> to) {
    return mails.stream()
        .filter(mail -> to.isEmpty() || mail.to().equalsIgnoreCase(to.get()))
        .toList();
  }

  /// `Jane <jane@example.com>` as `jane@example.com`.
  static String bare(String address) {
    int open = address.lastIndexOf('<');
    int close = address.indexOf('>', open + 1);
    String bare = open >= 0 && close > open ? address.substring(open + 1, close) : address;
    return bare.strip();
  }
}
