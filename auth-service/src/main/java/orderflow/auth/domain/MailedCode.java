package orderflow.auth.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The code in a mail that proves that its reader reads the mail of an address: 40 random bits. So
/// few are enough because five wrong ones use a code up. Never printed, and only its hash is
/// stored.
///
/// @param symbols eight symbols of Crockford's base 32
public record MailedCode(String symbols) {
  private static final int LENGTH = 8;
  private static final int HALF = LENGTH / 2;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");

  /// A fresh one.
  ///
  /// @param random a source that cannot be predicted
  public static MailedCode fresh(RandomGenerator random) {
    StringBuilder symbols = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new MailedCode(symbols.toString());
  }

  /// The code as people type it: any case, with or without hyphens and spaces, O for 0, I or L for
  /// 1.
  public static Optional<MailedCode> parse(String text) {
    String symbols =
        text.replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return FORM.matcher(symbols).matches()
        ? Optional.of(new MailedCode(symbols))
        : Optional.empty();
  }

  /// What stands in the mail.
  public String text() {
    return symbols.substring(0, HALF) + "-" + symbols.substring(HALF);
  }

  /// SHA-256 of the claim's id and the code in hexadecimal: good for this claim alone. Whoever
  /// could read the table might find the code by trying all; it is worth a quarter of an hour.
  public String hash(String claimId) {
    return Digests.sha256Hex(claimId + " " + symbols);
  }

  @Override
  public String toString() {
    return "MailedCode[hidden]";
  }
}
