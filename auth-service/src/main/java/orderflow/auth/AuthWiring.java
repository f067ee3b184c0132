package orderflow.auth;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import orderflow.auth.application.BeginSession;
import orderflow.auth.application.BeginTotp;
import orderflow.auth.application.ChangePassword;
import orderflow.auth.application.ClaimLimits;
import orderflow.auth.application.CodeCheck;
import orderflow.auth.application.ConfirmTotp;
import orderflow.auth.application.DataKeys;
import orderflow.auth.application.EndAllSessions;
import orderflow.auth.application.EndSession;
import orderflow.auth.application.GrantToClient;
import orderflow.auth.application.HalveLogin;
import orderflow.auth.application.LogIn;
import orderflow.auth.application.LogInWithCode;
import orderflow.auth.application.LoginGuard;
import orderflow.auth.application.MailOrders;
import orderflow.auth.application.ManageAccount;
import orderflow.auth.application.ReadAccount;
import orderflow.auth.application.ReadPublicKeys;
import orderflow.auth.application.ReadSessions;
import orderflow.auth.application.RefreshSession;
import orderflow.auth.application.Register;
import orderflow.auth.application.RemoveTotp;
import orderflow.auth.application.RequestReset;
import orderflow.auth.application.ResetPassword;
import orderflow.auth.application.SigningKeys;
import orderflow.auth.application.TokenGrants;
import orderflow.auth.application.VerifyEmail;
import orderflow.auth.dynamodb.AccountLists;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.AuditLists;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.auth.dynamodb.HashingTurns;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.dynamodb.LoginLimitStore;
import orderflow.auth.dynamodb.MfaStore;
import orderflow.auth.dynamodb.RequestLimitStore;
import orderflow.auth.dynamodb.SessionStore;
import orderflow.auth.http.AuthRoutes;
import orderflow.auth.http.MfaUseCases;
import orderflow.auth.password.PasswordHasher;
import orderflow.kit.dynamodb.Cursors;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.dynamodb.SecretStore;
import orderflow.kit.id.Chance;
import orderflow.kit.invoke.FunctionClient;
import orderflow.kit.log.LogWriter;
import orderflow.kit.time.Clocks;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Puts the use cases behind the HTTP routes together. Clock, randomness and clients are made here
/// and handed down.
final class AuthWiring {
  private final Map<String, String> environment;
  private final Chance chance;
  private final DynamoDbClient client;

  private AuthWiring(Map<String, String> environment, Chance chance, DynamoDbClient client) {
    this.environment = Map.copyOf(environment);
    this.chance = chance;
    this.client = client;
  }

  static AuthWiring of(Map<String, String> environment) {
    InstantSource clock = Clocks.from(environment);
    return new AuthWiring(
        environment, new Chance(clock, new SecureRandom()), DynamoDbClients.create(environment));
  }

  Chance chance() {
    return chance;
  }

  AuthRoutes.UseCases useCases(AuthConfig config, LogWriter log) {
    AccountStore accounts = new AccountStore(client, config.authTable(), chance.random());
    SessionStore sessions = new SessionStore(client, config.authTable(), chance.random());
    KeyStore keyStore = new KeyStore(client, config.keyTable());
    SigningKeys keys = new SigningKeys(keyStore, chance.clock());
    MailOrders mails = mailOrders(config, log);
    PasswordHasher hasher = hasher(config);
    TokenGrants grants =
        new TokenGrants(config.tokenAudience(), config.accessTokenLifetime(), chance.ids());
    RefreshSession refresh =
        new RefreshSession(
            accounts, sessions, keys, grants, new EndSession(sessions, chance), chance);
    OAuthWiring oauth = new OAuthWiring(config, chance, client);
    return new AuthRoutes.UseCases(
        new LogIn(
            accounts,
            guard(config),
            hasher,
            new HalveLogin(new MfaStore(client, config.authTable(), chance.random()), chance),
            new BeginSession(sessions, keys, grants, chance),
            mails,
            chance),
        refresh,
        new ReadAccount(accounts),
        new ReadPublicKeys(keyStore),
        auditLog(config),
        mfa(config, accounts, keyStore, keys, grants, mails),
        sessions(config, accounts, sessions),
        new ChangePassword(accounts, sessions, guard(config), hasher, mails, chance),
        mailed(config, accounts, hasher, mails),
        new AuthRoutes.Users(
            new AccountLists(client, config.authTable()),
            new ManageAccount(accounts, chance),
            cursors(config)),
        oauth.clients(),
        oauth.oauth(
            refresh, new GrantToClient(keys, grants, chance), accounts, sessions, keyStore));
  }

  private AuthRoutes.Mailed mailed(
      AuthConfig config, AccountStore accounts, PasswordHasher hasher, MailOrders mails) {
    ClaimStore claims = new ClaimStore(client, config.authTable(), chance.random());
    ClaimLimits limits = new ClaimLimits(new RequestLimitStore(client, config.authTable()), chance);
    return new AuthRoutes.Mailed(
        new Register(claims, limits, hasher, mails, chance),
        new VerifyEmail(claims, limits, guard(config), chance),
        new RequestReset(claims, limits, mails, chance),
        new ResetPassword(accounts, claims, limits, guard(config), hasher, mails, chance));
  }

  private MailOrders mailOrders(AuthConfig config, LogWriter log) {
    var lambda = FunctionClient.clientBuilder();
    endpoint("LAMBDA").ifPresent(lambda::endpointOverride);
    FunctionClient functions = new FunctionClient(lambda.build());
    return new MailOrders(
        (event, deadline) -> functions.send(config.authCommandsFunction(), event, deadline), log);
  }

  private Optional<URI> endpoint(String service) {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service)).map(URI::create);
  }

  private AuthRoutes.Audit auditLog(AuthConfig config) {
    return new AuthRoutes.Audit(
        new AuditLists(client, config.authTable()), cursors(config), chance.clock());
  }

  private Cursors cursors(AuthConfig config) {
    return new Cursors(
        new SecretStore(client, config.authTable(), chance.random()), chance.clock());
  }

  private MfaUseCases mfa(
      AuthConfig config,
      AccountStore accounts,
      KeyStore keyStore,
      SigningKeys keys,
      TokenGrants grants,
      MailOrders mails) {
    MfaStore store = new MfaStore(client, config.authTable(), chance.random());
    DataKeys dataKeys = new DataKeys(keyStore);
    CodeCheck codes = new CodeCheck(store, dataKeys);
    return new MfaUseCases(
        new BeginTotp(accounts, store, dataKeys, chance),
        new ConfirmTotp(accounts, store, dataKeys, chance),
        new RemoveTotp(accounts, store, codes, chance),
        new LogInWithCode(accounts, store, codes, keys, grants, guard(config), mails, chance));
  }

  private AuthRoutes.Sessions sessions(
      AuthConfig config, AccountStore accounts, SessionStore sessions) {
    return new AuthRoutes.Sessions(
        new ReadSessions(accounts, sessions, chance.clock()),
        new EndSession(sessions, chance),
        new EndAllSessions(accounts, chance),
        cursors(config));
  }

  private LoginGuard guard(AuthConfig config) {
    return new LoginGuard(new LoginLimitStore(client, config.authTable(), chance.random()), chance);
  }

  private PasswordHasher hasher(AuthConfig config) {
    return new PasswordHasher(
        chance.random(),
        new HashingTurns(client, config.authTable(), chance, config.hashesAtOnce()));
  }
}
