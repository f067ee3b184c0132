package orderflow.auth.application;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.Role;
import orderflow.auth.domain.Totp;
import orderflow.auth.domain.TotpSeed;
import orderflow.auth.dynamodb.MfaStore;

/// The use cases of the second factor on tables of their own, and an authenticator app.
final class MfaFixture {
  static final String EMAIL = "customer@example.com";

  final Fixture base = new Fixture();
  final MfaStore store = new MfaStore(base.tables.client(), base.tables.authTable(), base.random);
  final DataKeys dataKeys = new DataKeys(base.keys);
  final CodeCheck codes = new CodeCheck(store, dataKeys);
  final BeginTotp begin = new BeginTotp(base.accounts, store, dataKeys, base.chance);
  final ConfirmTotp confirm = new ConfirmTotp(base.accounts, store, dataKeys, base.chance);
  final RemoveTotp remove = new RemoveTotp(base.accounts, store, codes, base.chance);
  final LogInWithCode logIn =
      new LogInWithCode(
          base.accounts,
          store,
          codes,
          base.signingKeys,
          base.grants,
          new LoginGuard(base.limits, base.chance),
          base.mails,
          base.chance);

  private final AtomicReference<TotpSeed> app = new AtomicReference<>(TotpSeed.of(new byte[20]));

  /// An account without a second factor.
  Account account() {
    base.ensureKeys.ensure("req-keys", base.deadline());
    base.seed(EMAIL, Role.CUSTOMER);
    return stored();
  }

  Account stored() {
    return base.accounts.findByEmail(Fixture.email(EMAIL)).orElseThrow();
  }

  Origin origin() {
    return new Origin(stored().id(), "req-1", "192.0.2.1", "test");
  }

  BeginTotp.Result begun() {
    BeginTotp.Result result = begin.begin(origin(), base.deadline());
    if (result instanceof BeginTotp.Result.Begun(TotpSeed seed, Account _)) {
      app.set(seed);
    }
    return result;
  }

  ConfirmTotp.Result confirmed(String code) {
    return confirm.confirm(code, origin(), base.deadline());
  }

  RemoveTotp.Result removed(String code) {
    return remove.remove(code, origin(), base.deadline());
  }

  /// An account with a second factor, a step after its code was used.
  List<RecoveryCode> enabled() {
    account();
    begun();
    ConfirmTotp.Result result = confirmed(code());
    base.clock.advance(Totp.STEP);
    return ((ConfirmTotp.Result.Confirmed) result).codes();
  }

  /// What the app shows now.
  String code() {
    return Totp.code(app.get(), Totp.step(base.clock.instant()));
  }

  /// Six digits that the app shows neither now nor a step before or after.
  String wrongCode() {
    long step = Totp.step(base.clock.instant());
    List<String> right =
        LongStream.rangeClosed(step - 1, step + 1).mapToObj(n -> Totp.code(app.get(), n)).toList();
    return Stream.generate(() -> "%06d".formatted(base.random.nextInt(1_000_000)))
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  /// What a right password gives.
  String token() {
    LogIn.Result result = base.logIn(EMAIL, Fixture.PASSWORD);
    return ((LogIn.Result.CodeRequired) result).token().text();
  }

  LogInWithCode.Result logIn(String token, String code) {
    return logIn.logIn(
        new LogInWithCode.Attempt(token, code, Fixture.ISSUER, origin()), base.deadline());
  }
}
