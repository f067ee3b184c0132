package orderflow.auth.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A code that stands in for the authenticator app once: 80 random bits, shown in four groups of
/// four. Only its hash is stored. Never printed.
///
/// @param symbols 16 symbols of Crockford's base 32
public record RecoveryCode(String symbols) {
  /// How many an account gets.
  public static final int COUNT = 10;

  private static final int LENGTH = 16;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}");
  private static final Pattern GROUP = Pattern.compile("(.{4})(?!$)");

  /// A fresh set.
  ///
  /// @param random a source that cannot be predicted
  public static List<RecoveryCode> fresh(RandomGenerator random) {
    List<RecoveryCode> codes = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      StringBuilder symbols = new StringBuilder(LENGTH);
      for (int j = 0; j < LENGTH; j++) {
        symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      codes.add(new RecoveryCode(symbols.toString()));
    }
    return List.copyOf(codes);
  }

  /// The code as people type it: any case, with or without hyphens and spaces, O for 0, I or L for
  /// 1.
  public static Optional<RecoveryCode> parse(String text) {
    String symbols =
        text.replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return FORM.matcher(symbols).matches()
        ? Optional.of(new RecoveryCode(symbols))
        : Optional.empty();
  }

  /// What its owner writes down.
  public String text() {
    return GROUP.matcher(symbols).replaceAll("$1-");
  }

  /// SHA-256 of owner and code in hexadecimal. 80 random bits need no slow hash.
  public String hash(String userId) {
    return Digests.sha256Hex(userId + " " + symbols);
  }

  @Override
  public String toString() {
    return "RecoveryCode[hidden]";
  }
}
