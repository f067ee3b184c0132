package orderflow.auth;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import orderflow.auth.application.BeginSession;
import orderflow.auth.application.BeginTotp;
import orderflow.auth.application.ChangePassword;
import orderflow.auth.application.CodeCheck;
import orderflow.auth.application.ConfirmTotp;
import orderflow.auth.application.DataKeys;
import orderflow.auth.application.EndAllSessions;
import orderflow.auth.application.EndSession;
import orderflow.auth.application.EnsureKeys;
import orderflow.auth.application.GrantRole;
import orderflow.auth.application.HalveLogin;
import orderflow.auth.application.LogIn;
import orderflow.auth.application.LogInWithCode;
import orderflow.auth.application.LoginGuard;
import orderflow.auth.application.ReadAccount;
import orderflow.auth.application.ReadPublicKeys;
import orderflow.auth.application.ReadSessions;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.RemoveTotp;
import orderflow.auth.application.RotateKeys;
import orderflow.auth.application.SealAudit;
import orderflow.auth.application.SeedAccount;
import orderflow.auth.application.SigningKeys;
import orderflow.auth.application.TokenGrants;
import orderflow.auth.application.VerifyAudit;
import orderflow.auth.commands.AuditCommands;
import orderflow.auth.commands.AuthCommands;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.AuditHours;
import orderflow.auth.dynamodb.AuditLists;
import orderflow.auth.dynamodb.HashingTurns;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.auth.dynamodb.SealStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.http.AuthRoutes;
import orderflow.auth.http.MfaUseCases;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import orderflow.kit.time.Clocks;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts the use cases together. Clock, randomness and clients are made here and handed down.
final class AuthWiring {
  private final Chance chance;
  private final DynamoDbClient client;

  private AuthWiring(Chance chance, DynamoDbClient client) {
    this.chance = chance;
    this.client = client;
  }

  static AuthWiring of(Map<String, String> environment) {
    InstantSource clock = Clocks.from(environment);
    return new AuthWiring(
        new Chance(clock, new SecureRandom()), DynamoDbClients.create(environment));
  }

  Chance chance() {
    return chance;
  }

  AuthRoutes.UseCases useCases(AuthConfig config) {
    AccountStore accounts = new AccountStore(client, config.authTable(), chance.random());
    SessionStore sessions = new SessionStore(client, config.authTable(), chance.random());
    KeyStore keyStore = new KeyStore(client, config.keyTable(), chance.random());
    SigningKeys keys = new SigningKeys(keyStore, chance.clock());
    TokenGrants grants =
        new TokenGrants(config.tokenAudience(), config.accessTokenLifetime(), chance.ids());
    return new AuthRoutes.UseCases(
        logIn(config, accounts, new BeginSession(sessions, keys, grants, chance)),
        new RefreshSession(
            accounts, sessions, keys, grants, new EndSession(sessions, chance), chance),
        new ReadAccount(accounts),
        new ReadPublicKeys(keyStore),
        auditLog(config),
        mfa(config, accounts, keyStore, keys, grants),
        sessions(config, accounts, sessions),
        new ChangePassword(accounts, sessions, guard(config), hasher(config), chance));
  }

  private AuthRoutes.Audit auditLog(AuthConfig config) {
    SecretStore secrets = new SecretStore(client, config.authTable(), chance.random());
    return new AuthRoutes.Audit(
        new AuditLists(client, config.authTable()),
        new Cursors(secrets, chance.clock()),
        chance.clock());
  }

  private MfaUseCases mfa(
      AuthConfig config,
      AccountStore accounts,
      KeyStore keyStore,
      SigningKeys keys,
      TokenGrants grants) {
    MfaStore store = new MfaStore(client, config.authTable(), chance.random());
    DataKeys dataKeys = new DataKeys(keyStore);
    CodeCheck codes = new CodeCheck(store, dataKeys);
    return new MfaUseCases(
        new BeginTotp(accounts, store, dataKeys, chance),
        new ConfirmTotp(accounts, store, dataKeys, chance),
        new RemoveTotp(accounts, store, codes, chance),
        new LogInWithCode(accounts, store, codes, keys, grants, chance));
  }

  private AuthRoutes.Sessions sessions(
      AuthConfig config, AccountStore accounts, SessionStore sessions) {
    return new AuthRoutes.Sessions(
        new ReadSessions(accounts, sessions, chance.clock()),
        new EndSession(sessions, chance),
        new EndAllSessions(accounts, chance),
        new Cursors(new SecretStore(client, config.authTable(), chance.random()), chance.clock()));
  }

  private LogIn logIn(AuthConfig config, AccountStore accounts, BeginSession beginSession) {
    HalveLogin halveLogin =
        new HalveLogin(new MfaStore(client, config.authTable(), chance.random()), chance);
    return new LogIn(accounts, guard(config), hasher(config), halveLogin, beginSession, chance);
  }

  private LoginGuard guard(AuthConfig config) {
    return new LoginGuard(new LoginLimitStore(client, config.authTable(), chance.random()), chance);
  }

  private PasswordHasher hasher(AuthConfig config) {
    return new PasswordHasher(
        chance.random(),
        new HashingTurns(client, config.authTable(), chance, config.hashesAtOnce()));
  }

  AuthCommands commands(AuthCommandsConfig config) {
    AccountStore accounts = new AccountStore(client, config.authTable(), chance.random());
    EnsureKeys ensureKeys =
        new EnsureKeys(new KeyStore(client, config.keyTable(), chance.random()), chance);
    KeyRingStore keyRing =
        new KeyRingStore(client, config.keyTable(), config.authTable(), chance.random());
    return new AuthCommands(
        ensureKeys,
        new SeedAccount(accounts, PasswordHasher.withoutTurns(chance.random()), chance),
        new GrantRole(accounts, chance),
        new RotateKeys(ensureKeys, keyRing, chance, config.accessTokenLifetime()),
        audit(config));
  }

  private AuditCommands audit(AuthCommandsConfig config) {
    AuditHours hours = new AuditHours(client, config.authTable());
    SealStore seals = new SealStore(client, config.authTable(), chance.random());
    return new AuditCommands(new SealAudit(hours, seals, chance), new VerifyAudit(hours, seals));
  }
}
