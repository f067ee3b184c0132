package orderflow.auth.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import orderflow.auth.domain.Proof;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.SecondFactor;
import orderflow.auth.domain.Totp;
import orderflow.auth.dynamodb.MfaStore;

/// Looks at a code of an account's second factor, of the app or for recovery. It changes nothing:
/// who asks writes what follows, on the condition that nothing changed meanwhile.
public final class CodeCheck {
  private final MfaStore store;
  private final DataKeys dataKeys;

  public CodeCheck(MfaStore store, DataKeys dataKeys) {
    this.store = store;
    this.dataKeys = dataKeys;
  }

  /// What a code turned out to be.
  sealed interface Finding {

    record Right(Proof proof) implements Finding {}

    /// Neither a code of the app that was not used before nor an unused recovery code.
    ///
    /// @param failed what becomes of the factor; none for what was no code of the app
    record Wrong(Optional<MfaStore.Failed> failed) implements Finding {}

    /// Too many wrong ones came; a recovery code is still looked at.
    record Blocked(Duration retryAfter) implements Finding {}

    /// The account has no second factor.
    record Off() implements Finding {}
  }

  Finding check(String userId, String text, Instant now) {
    String code = text.strip();
    return store
        .factor(userId)
        .map(factor -> Totp.isCode(code) ? ofApp(factor, code, now) : ofRecovery(userId, code))
        .orElseGet(Finding.Off::new);
  }

  private Finding ofApp(SecondFactor factor, String code, Instant now) {
    Duration wait = factor.blockedFor(now);
    if (wait.isPositive()) {
      return new Finding.Blocked(wait);
    }
    OptionalLong step =
        Totp.match(
            dataKeys.get(factor.seed().dataKey()).open(factor.seed(), factor.userId()),
            code,
            now,
            factor.usedStep());
    return step.isPresent()
        ? new Finding.Right(new Proof.OfApp(factor, step.getAsLong()))
        : new Finding.Wrong(Optional.of(new MfaStore.Failed(factor, factor.failed(now))));
  }

  private Finding ofRecovery(String userId, String code) {
    Optional<String> hash = RecoveryCode.parse(code).map(recovery -> recovery.hash(userId));
    OptionalInt number =
        hash.map(known -> store.recovery(userId, known)).orElse(OptionalInt.empty());
    return number.isPresent()
        ? new Finding.Right(new Proof.OfRecovery(number.getAsInt(), hash.orElseThrow()))
        : new Finding.Wrong(Optional.empty());
  }
}
