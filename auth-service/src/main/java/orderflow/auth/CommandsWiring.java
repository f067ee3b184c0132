package orderflow.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import orderflow.auth.application.EnsureKeys;
import orderflow.auth.application.ExportAccounts;
import orderflow.auth.application.GrantRole;
import orderflow.auth.application.ImportAccount;
import orderflow.auth.application.MailClaim;
import orderflow.auth.application.MailNotice;
import orderflow.auth.application.RotateKeys;
import orderflow.auth.application.SealAudit;
import orderflow.auth.application.SeedAccount;
import orderflow.auth.application.VerifyAudit;
import orderflow.auth.commands.AuditCommands;
import orderflow.auth.commands.AuthCommands;
import orderflow.auth.dynamodb.AccountExport;
import orderflow.auth.dynamodb.AccountStore;
import orderflow.auth.dynamodb.AuditHours;
import orderflow.auth.dynamodb.AuditStore;
import orderflow.auth.dynamodb.ClaimStore;
import orderflow.auth.dynamodb.KeyRingStore;
import orderflow.auth.dynamodb.KeyStore;
import orderflow.auth.dynamodb.SealStore;
import orderflow.auth.password.PasswordHasher;
import orderflow.auth.ses.Mailer;
import orderflow.kit.dynamodb.DynamoDbClients;
import orderflow.kit.id.Chance;
import orderflow.kit.sdk.ClientSettings;
import orderflow.kit.time.Clocks;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;

/// Puts the commands together. Clock, randomness and clients are made here and handed down.
final class CommandsWiring {
  private final Map<String, String> environment;
  private final AuthCommandsConfig config;
  private final Chance chance;
  private final DynamoDbClient client;
  private final AccountStore accounts;

  private CommandsWiring(
      Map<String, String> environment, AuthCommandsConfig config, Chance chance) {
    this.environment = Map.copyOf(environment);
    this.config = config;
    this.chance = chance;
    this.client = DynamoDbClients.create(environment);
    this.accounts = new AccountStore(client, config.authTable(), chance.random());
  }

  static CommandsWiring of(Map<String, String> environment) {
    return new CommandsWiring(
        environment,
        AuthCommandsConfig.from(environment),
        new Chance(Clocks.from(environment), new SecureRandom()));
  }

  Chance chance() {
    return chance;
  }

  AuthCommands commands() {
    KeyRingStore keyRing =
        new KeyRingStore(client, config.keyTable(), config.authTable(), chance.random());
    EnsureKeys ensureKeys =
        new EnsureKeys(new KeyStore(client, config.keyTable()), keyRing, chance);
    Mailer mailer = mailer();
    return new AuthCommands(
        ensureKeys,
        new SeedAccount(accounts, PasswordHasher.withoutTurns(chance.random()), chance),
        new GrantRole(accounts, chance),
        new RotateKeys(ensureKeys, keyRing, chance, config.accessTokenLifetime()),
        audit(),
        mailClaim(mailer),
        new MailNotice(accounts, mailer),
        new ImportAccount(accounts, chance),
        new ExportAccounts(
            new AccountExport(client, config.authTable()),
            new AuditStore(client, config.authTable(), chance.random()),
            chance));
  }

  private MailClaim mailClaim(Mailer mailer) {
    ClaimStore claims = new ClaimStore(client, config.authTable(), chance.random());
    return new MailClaim(accounts, claims, mailer, chance);
  }

  /// One attempt: a mail that was sent and not answered must not go out twice at once.
  private Mailer mailer() {
    ClientSettings settings =
        new ClientSettings(
            environment, "SES", Duration.ofSeconds(5), AwsRetryStrategy.doNotRetry(), List.of());
    return new Mailer(settings.on(SesClient.builder()).build(), config.mailFrom());
  }

  private AuditCommands audit() {
    AuditHours hours = new AuditHours(client, config.authTable());
    SealStore seals = new SealStore(client, config.authTable(), chance.random());
    return new AuditCommands(new SealAudit(hours, seals, chance), new VerifyAudit(hours, seals));
  }
}
