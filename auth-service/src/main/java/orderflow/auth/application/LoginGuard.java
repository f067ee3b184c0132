package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.LoginAttempts;
import orderflow.auth.domain.LoginStanding;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RateLimit;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Deadline;

/// Lets logins through to their hash, or not, before anything about the account is read. An address
/// without an account is treated like one with an account.
public final class LoginGuard {
  private static final int TRIES = 8;
  private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

  private final LoginLimitStore limits;
  private final Chance chance;

  public LoginGuard(LoginLimitStore limits, Chance chance) {
    this.limits = limits;
    this.chance = chance;
  }

  /// Whether a login may go on.
  public sealed interface Admission {

    /// It may, and counts as a failure until it has succeeded.
    ///
    /// @param before what was counted before it
    /// @param counted with it
    record Admitted(
        LoginLimitStore.Subject subject,
        LoginAttempts before,
        LoginAttempts counted,
        boolean hasFailures)
        implements Admission {}

    record Refused(RateLimit.Allowance allowance) implements Admission {}
  }

  /// Counts an attempt, unless it has to wait.
  public Admission admit(LoginLimitStore.Subject subject) {
    Instant now = chance.now();
    LoginStanding standing = limits.read(subject, now);
    for (int i = 0; i < TRIES; i++) {
      Optional<RateLimit.Allowance> refusal = standing.refusal(now);
      if (refusal.isPresent()) {
        return new Admission.Refused(refusal.get());
      }
      LoginAttempts counted = standing.attempts().another(now);
      if (limits.replace(subject, standing.attempts(), counted)) {
        return new Admission.Admitted(
            subject, standing.attempts(), counted, standing.accountFailures() > 0);
      }
      standing = limits.read(subject, now);
    }
    // So many at once with one address from one network are no person's.
    return new Admission.Refused(new RateLimit.Allowance(RateLimit.LOGIN, 0, SHORT_WAIT));
  }

  /// Writes down that a login was turned away, once for each wait.
  public void refused(
      LoginLimitStore.Subject subject,
      RateLimit.Allowance allowance,
      Supplier<AuditEntry> entry,
      Deadline deadline) {
    Instant until = chance.now().plus(allowance.resetsAfter());
    if (!limits.isNoted(subject, allowance.limit(), until)) {
      limits.refused(subject, allowance.limit(), until, entry.get(), deadline);
    }
  }

  /// Counts a failure with its audit entry, all or nothing.
  ///
  /// @return whether it was written before the deadline
  public boolean failed(Admission.Admitted admitted, AuditEntry entry, Deadline deadline) {
    return limits.failed(admitted.subject(), entry, chance.now(), deadline);
  }

  /// The password was right: nothing counts any more.
  ///
  /// @param begun whether a session began, which makes the network known
  public void succeeded(Admission.Admitted admitted, boolean begun) {
    Instant now = chance.now();
    Instant knownUntil =
        begun ? now.plus(LoginAttempts.KNOWN_FOR) : admitted.counted().knownUntil();
    limits.clear(admitted.subject(), LoginAttempts.succeeded(now, knownUntil));
    if (admitted.hasFailures()) {
      limits.forget(admitted.subject().email());
    }
  }

  /// Somebody has proved in another way than by a password that the address is theirs: nothing
  /// counts any more, and their network is known.
  ///
  /// @return whether it was known before
  public boolean introduce(EmailAddress email, Origin origin) {
    Instant now = chance.now();
    LoginLimitStore.Subject subject = new LoginLimitStore.Subject(email, origin.source());
    LoginStanding standing = limits.read(subject, now);
    limits.clear(subject, LoginAttempts.succeeded(now, now.plus(LoginAttempts.KNOWN_FOR)));
    if (standing.accountFailures() > 0) {
      limits.forget(email);
    }
    return standing.attempts().isKnown(now);
  }

  /// The password was not looked at: the attempt does not count.
  public void unused(Admission.Admitted admitted) {
    limits.replace(admitted.subject(), admitted.counted(), admitted.before());
  }
}
