package orderflow.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Somebody says that an address is theirs, and wants an account or another password for it. A code
/// that is mailed to the address proves it.
///
/// An address has at most one claim of a kind: a later one takes the place of the earlier one,
/// whose code is worth nothing from then on. Claims look the same whether the address has an
/// account or not.
///
/// @param id `clm_` and 26 base-32 characters
/// @param passwordHash of the account to be; none when a password is to be reset
/// @param name of the account to be; may be empty
/// @param issued how many codes were made for it
/// @param code the last one; none before the first
/// @param mailed whether what there was to say by mail was said
public record AddressClaim(
    String id,
    Kind kind,
    EmailAddress email,
    Optional<PasswordHash> passwordHash,
    String name,
    Instant madeAt,
    int issued,
    Optional<Code> code,
    boolean mailed) {

  public static final String ID_PREFIX = "clm_";

  /// How long a code is good.
  public static final Duration CODE_LIFETIME = Duration.ofMinutes(15);

  /// How long a code may still be made for it, should mail have to wait.
  public static final Duration LIFETIME = Duration.ofHours(1);

  /// Wrong codes that use the right one up.
  public static final int MOST_TRIES = 5;

  /// What is claimed.
  public enum Kind {
    REGISTRATION,
    PASSWORD_RESET;

    /// As it stands in commands.
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind of a text, if it is one.
    public static Optional<Kind> parse(String text) {
      for (Kind kind : values()) {
        if (kind.text().equals(text)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /// A code that went out.
  ///
  /// @param hash [MailedCode#hash]
  /// @param tries wrong ones that were sent for it
  public record Code(String hash, Instant endsAt, int tries) {}

  /// A claim to a new account.
  public static AddressClaim registration(
      String id, EmailAddress email, PasswordHash hash, String name, Instant now) {
    return new AddressClaim(
        id, Kind.REGISTRATION, email, Optional.of(hash), name, now, 0, Optional.empty(), false);
  }

  /// A claim to another password.
  public static AddressClaim reset(String id, EmailAddress email, Instant now) {
    return new AddressClaim(
        id, Kind.PASSWORD_RESET, email, Optional.empty(), "", now, 0, Optional.empty(), false);
  }

  /// Whether there is still something to mail for it.
  public boolean wantsMail(Instant now) {
    return !mailed && now.isBefore(madeAt.plus(LIFETIME));
  }

  /// With a fresh code in place of any before.
  public AddressClaim issued(MailedCode fresh, Instant now) {
    Code next = new Code(fresh.hash(id), now.plus(CODE_LIFETIME), 0);
    return new AddressClaim(
        id, kind, email, passwordHash, name, madeAt, issued + 1, Optional.of(next), false);
  }

  /// The code, while it is worth anything.
  public Optional<Code> open(Instant now) {
    return code.filter(known -> now.isBefore(known.endsAt()) && known.tries() < MOST_TRIES);
  }

  /// Whether this is the code that went out, and still worth something.
  public boolean isProvedBy(MailedCode sent, Instant now) {
    return open(now).filter(known -> Digests.isEqual(known.hash(), sent.hash(id))).isPresent();
  }
}
