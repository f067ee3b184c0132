package orderflow.auth.password;

import com.password4j.BcryptFunction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hash of bcrypt in its own form, `$2b$10$…`. Bcrypt looks at the first 72 bytes of a password
/// only; such a hash is replaced at the first login.
record BcryptHash(String text) implements StoredHash {
  static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
  static final int MIN_LOG_ROUNDS = 4;
  static final int MAX_LOG_ROUNDS = 13;

  static Optional<BcryptHash> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int logRounds = Integer.parseInt(matcher.group(1));
    return logRounds >= MIN_LOG_ROUNDS && logRounds <= MAX_LOG_ROUNDS
        ? Optional.of(new BcryptHash(text))
        : Optional.empty();
  }

  @Override
  public boolean matches(byte[] password) {
    return BcryptFunction.getInstanceFromHash(text)
        .check(password, text.getBytes(StandardCharsets.US_ASCII));
  }
}
