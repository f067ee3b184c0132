package orderflow.auth.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address in the one form that accounts are unique by: NFC, lower case.
///
/// The local part is case-sensitive by RFC 5321 §2.4, but no mail provider in use keeps two
/// mailboxes apart by case, and people type theirs either way.
///
/// @param text the normalised address
public record EmailAddress(String text) {
  /// RFC 5321 §4.5.3.1.3: a path of 256 octets less its angle brackets.
  public static final int MAX_LENGTH = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>()\\[\\],;:\\\\\"]{1,64}@"
              + "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
              + "(?:\\.[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)*");

  /// The address, if the text has the form of one.
  public static Optional<EmailAddress> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return FORM.matcher(normal).matches()
        ? Optional.of(new EmailAddress(normal))
        : Optional.empty();
  }

  /// SHA-256 of the address in hexadecimal: the key of the item that makes it unique, so that no
  /// address stands in a key.
  public String digest() {
    return Digests.sha256Hex(text);
  }
}
