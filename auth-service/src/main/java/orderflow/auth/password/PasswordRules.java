package orderflow.auth.password;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.auth.domain.EmailAddress;

/// Which passwords may be chosen (NIST SP 800-63B-4 §3.1.1.2): fifteen characters, or eight beside
/// a second factor, any characters, and not what is guessed first. There are no rules of
/// composition, and no password expires.
public final class PasswordRules {
  /// In bits of [Guessing]: eight characters that nothing explains have forty.
  private static final int ENOUGH = 42;

  private static final int ENOUGH_WITH_MFA = 28;
  private static final int SHORTEST_WORD = 3;
  private static final Set<String> SERVICE = Set.of("orderflow", "order", "flow", "shop");

  private PasswordRules() {}

  /// Who the password is for.
  ///
  /// @param name what the person is called; may be empty
  /// @param mfa whether a second factor stands beside the password
  public record Owner(EmailAddress email, String name, boolean mfa) {

    private Set<String> words() {
      Set<String> words = new HashSet<>(SERVICE);
      String address = email.text();
      words.add(address);
      words.add(address.substring(0, address.indexOf('@')));
      for (String text : List.of(address, name.toLowerCase(Locale.ROOT))) {
        Arrays.stream(text.split("[^\\p{L}\\p{N}]+", -1))
            .filter(word -> word.length() >= SHORTEST_WORD)
            .forEach(words::add);
      }
      return words;
    }
  }

  /// What is wrong with a password, in words that complete "the password …".
  public static Optional<String> fault(Password password, Owner owner) {
    int shortest = owner.mfa() ? Password.MIN_LENGTH_WITH_MFA : Password.MIN_LENGTH;
    if (password.length() < shortest) {
      return Optional.of("must have %d to %d characters".formatted(shortest, Password.MAX_LENGTH));
    }
    Guessing guessing = new Guessing(password.text(), owner.words());
    return guessing.bits() < (owner.mfa() ? ENOUGH_WITH_MFA : ENOUGH)
        ? Optional.of("is among the first to be guessed: it is made of " + causes(guessing))
        : Optional.empty();
  }

  private static String causes(Guessing guessing) {
    String causes =
        guessing.causes().stream()
            .map(Guessing.Cause::text)
            .collect(Collectors.joining(", and of "));
    return causes.isEmpty() ? "too little" : causes;
  }
}
