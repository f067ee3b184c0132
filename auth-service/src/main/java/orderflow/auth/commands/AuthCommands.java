package orderflow.auth.commands;

import java.util.List;
import java.util.function.Function;
import orderflow.auth.application.EnsureKeys;
import orderflow.auth.application.ExportAccounts;
import orderflow.auth.application.GrantRole;
import orderflow.auth.application.ImportAccount;
import orderflow.auth.application.MailClaim;
import orderflow.auth.application.MailNotice;
import orderflow.auth.application.RotateKeys;
import orderflow.auth.application.SeedAccount;
import orderflow.kit.command.CommandEvent;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// The commands of version 1: `EnsureKeys` (no items), `SeedAccounts` (makes keys too),
/// `GrantRole`, `RotateKeys`, `SealAudit`, `VerifyAudit`, `SendMail`, `ImportAccounts`,
/// `ExportAccounts`. Each is idempotent: the same event again leaves the same state; a notice is
/// mailed again.
public final class AuthCommands {
  private static final int VERSION = 1;
  private static final List<String> NAMES =
      List.of(
          "EnsureKeys",
          "SeedAccounts",
          "GrantRole",
          "RotateKeys",
          "SealAudit",
          "VerifyAudit",
          "SendMail",
          "ImportAccounts",
          "ExportAccounts");

  private final EnsureKeys ensureKeys;
  private final SeedAccounts seedAccounts;
  private final GrantRoles grantRoles;
  private final RotateKeysCommand rotateKeys;
  private final AuditCommands audit;
  private final SendMails sendMails;
  private final AccountTransfer transfer;

  public AuthCommands(
      EnsureKeys ensureKeys,
      SeedAccount seedAccount,
      GrantRole grantRole,
      RotateKeys rotateKeys,
      AuditCommands audit,
      MailClaim mailClaim,
      MailNotice mailNotice,
      ImportAccount importAccount,
      ExportAccounts exportAccounts) {
    this.ensureKeys = ensureKeys;
    this.seedAccounts = new SeedAccounts(seedAccount);
    this.grantRoles = new GrantRoles(grantRole);
    this.rotateKeys = new RotateKeysCommand(rotateKeys);
    this.audit = audit;
    this.sendMails = new SendMails(mailClaim, mailNotice);
    this.transfer = new AccountTransfer(importAccount, exportAccounts);
  }

  /// What a command came to.
  ///
  /// @param command its name, `unknown` if it is not one of ours
  public record Outcome(String command, CommandReply reply) {}

  /// Carries a command out.
  ///
  /// @param deadline until when writes may be tried again
  /// @throws MailNotSentException when a mail should be tried again
  public Outcome handle(CommandEvent event, Deadline deadline) {
    String name = NAMES.contains(event.command()) ? event.command() : "unknown";
    return new Outcome(name, reply(event, deadline));
  }

  private CommandReply reply(CommandEvent event, Deadline deadline) {
    if (event.version() != VERSION) {
      return CommandReply.refused(event, "unknown_version", "version must be " + VERSION);
    }
    String requestId = event.requestId();
    return switch (event.command()) {
      case "EnsureKeys" -> new CommandReply(List.of(keys(requestId, deadline)));
      case "SeedAccounts" -> {
        ensureKeys.ensure(requestId, deadline);
        yield each(event, item -> seedAccounts.seed(item, requestId, deadline));
      }
      case "RotateKeys" -> rotateKeys.carryOut(event, deadline);
      case "SealAudit" -> audit.seal(event, deadline);
      case "VerifyAudit" -> audit.verify(event, deadline);
      case "SendMail" -> allSent(each(event, item -> sendMails.send(item, requestId, deadline)));
      case "ImportAccounts" -> each(event, item -> transfer.take(item, requestId, deadline));
      case "ExportAccounts" -> transfer.handOut(event.items(), requestId, deadline);
      case "GrantRole" -> each(event, item -> grantRoles.grant(item, requestId, deadline));
      default ->
          CommandReply.refused(
              event, "unknown_command", "command must be " + String.join(", ", NAMES));
    };
  }

  private ItemResult keys(String requestId, Deadline deadline) {
    EnsureKeys.Ensured keys = ensureKeys.ensure(requestId, deadline);
    return ItemResult.ok(
        Json.object().with("kid", keys.kid()).with("created", keys.created()).build());
  }

  private static CommandReply allSent(CommandReply reply) {
    if (reply.results().stream().anyMatch(result -> result.status() == ItemResult.Status.FAILED)) {
      throw new MailNotSentException();
    }
    return reply;
  }

  private static CommandReply each(CommandEvent event, Function<CommandItem, ItemResult> work) {
    return new CommandReply(
        event.items().stream().map(item -> work.apply(CommandItem.of(item))).toList());
  }
}
