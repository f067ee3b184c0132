package orderflow.auth.application;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import orderflow.auth.AuthTables;
import orderflow.auth.MutableClock;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditAction;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Origin;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.AuditHours;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.auth.dynamodb.SealStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.SendResult;
import orderflow.kit.json.Json;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Deadline;

/// The use cases on tables of their own.
final class Fixture {
  static final String ISSUER = "https://shop.example";
  static final Origin ORIGIN = new Origin(Origin.ANONYMOUS, "req-1", "192.0.2.1", "test");
  static final String PASSWORD = "try-it-out-locally";
  private static final PasswordHasher HASHER = PasswordHasher.withoutTurns(new SecureRandom());

  final AuthTables tables = AuthTables.create();
  final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00.123Z"));
  final SecureRandom random = new SecureRandom();
  final Chance chance = new Chance(clock, random);
  final AccountStore accounts = new AccountStore(tables.client(), tables.authTable(), random);
  final SessionStore sessions = new SessionStore(tables.client(), tables.authTable(), random);
  final LoginLimitStore limits = new LoginLimitStore(tables.client(), tables.authTable(), random);
  final KeyStore keys = new KeyStore(tables.client(), tables.keyTable());
  final SigningKeys signingKeys = new SigningKeys(keys, clock);
  final TokenGrants grants = new TokenGrants("orderflow", Duration.ofMinutes(10), chance.ids());
  final KeyRingStore keyRing =
      new KeyRingStore(tables.client(), tables.keyTable(), tables.authTable(), random);
  final EnsureKeys ensureKeys = new EnsureKeys(keys, keyRing, chance);
  final RotateKeys rotateKeys = new RotateKeys(ensureKeys, keyRing, chance, Duration.ofMinutes(10));
  final SeedAccount seedAccount = new SeedAccount(accounts, HASHER, chance);
  final GrantRole grantRole = new GrantRole(accounts, chance);
  final BeginSession beginSession = new BeginSession(sessions, signingKeys, grants, chance);
  final AuditHours auditHours = new AuditHours(tables.client(), tables.authTable());
  final SealStore seals = new SealStore(tables.client(), tables.authTable(), random);
  final SealAudit sealAudit = new SealAudit(auditHours, seals, chance);
  final VerifyAudit verifyAudit = new VerifyAudit(auditHours, seals);
  final HalveLogin halveLogin =
      new HalveLogin(new MfaStore(tables.client(), tables.authTable(), random), chance);
  final List<Json> orders = new CopyOnWriteArrayList<>();
  final MailOrders mails =
      new MailOrders(
          (event, _) -> {
            orders.add(event);
            return SendResult.ACCEPTED;
          },
          LogWriter.from(tables.environment(), System.out, clock));
  final LogIn logIn =
      new LogIn(
          accounts,
          new LoginGuard(limits, chance),
          HASHER,
          halveLogin,
          beginSession,
          mails,
          chance);
  final EndSession endSession = new EndSession(sessions, chance);
  final EndAllSessions endAllSessions = new EndAllSessions(accounts, chance);
  final ReadSessions readSessions = new ReadSessions(accounts, sessions, clock);
  final RefreshSession refreshSession =
      new RefreshSession(accounts, sessions, signingKeys, grants, endSession, chance);

  Deadline deadline() {
    return Deadline.at(clock.instant().plus(Duration.ofSeconds(10)), clock);
  }

  static EmailAddress email(String text) {
    return EmailAddress.parse(text).orElseThrow();
  }

  SeedAccount.Result seed(String email, Role... roles) {
    return seedAccount.seed(description(email, PASSWORD, Set.of(roles)), "req-seed", deadline());
  }

  static SeedAccount.Description description(String email, String password, Set<Role> roles) {
    return new SeedAccount.Description(
        email(email), Password.parse(password).orElseThrow(), "Name", roles);
  }

  /// Stores an account's next version.
  boolean change(Account next) {
    return accounts.change(next, entry(), deadline());
  }

  /// Some audit entry.
  AuditEntry entry() {
    return AuditEntry.at(
        clock.instant(),
        chance,
        AuditAction.ROLES_CHANGED,
        "usr_1",
        Origin.ofCommand("req-change"));
  }

  LogIn.Result logIn(String email, String password) {
    return logIn(email, password, "192.0.2.1");
  }

  LogIn.Result logIn(String email, String password, String address) {
    return logIn.logIn(
        new LogIn.Attempt(
            email(email),
            Password.parse(password).orElseThrow(),
            "phone",
            ISSUER,
            new Origin(Origin.ANONYMOUS, "req-login", address, "test")),
        deadline());
  }

  /// A fresh session of a fresh customer.
  TokenGrant grant() {
    ensureKeys.ensure("req-keys", deadline());
    seed("customer@example.com", Role.CUSTOMER);
    return ((LogIn.Result.Granted) logIn("customer@example.com", PASSWORD)).grant();
  }

  RefreshSession.Result refresh(String token) {
    return refreshSession.refresh(new RefreshSession.Attempt(token, ISSUER, ORIGIN), deadline());
  }

  String refreshed(String token) {
    return ((RefreshSession.Result.Granted) refresh(token)).grant().refreshToken();
  }
}
