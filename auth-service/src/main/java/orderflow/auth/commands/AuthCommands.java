package orderflow.auth.commands;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import orderflow.auth.application.EnsureKeys;
import orderflow.auth.application.GrantRole;
import orderflow.auth.application.SeedAccount;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// The commands of version 1: `EnsureKeys` (no items), `SeedAccounts` (makes keys too),
/// `GrantRole`. Each is idempotent: the same event again leaves the same state.
public final class AuthCommands {
  private static final int VERSION = 1;
  private static final List<String> NAMES = List.of("EnsureKeys", "SeedAccounts", "GrantRole");

  private final EnsureKeys ensureKeys;
  private final SeedAccounts seedAccounts;
  private final GrantRoles grantRoles;

  public AuthCommands(EnsureKeys ensureKeys, SeedAccount seedAccount, GrantRole grantRole) {
    this.ensureKeys = ensureKeys;
    this.seedAccounts = new SeedAccounts(seedAccount);
    this.grantRoles = new GrantRoles(grantRole);
  }

  /// What a command came to.
  ///
  /// @param command its name, `unknown` if it is not one of ours
  /// @param requestId as it came in, or empty
  /// @param reply `{"results": […]}`, one result an item in the order of the items; `EnsureKeys`,
  ///   and a command that is refused as a whole without items, have one result
  public record Outcome(String command, String requestId, Json reply) {

    /// How many results the reply has.
    public int items() {
      return results().size();
    }

    /// How many of them are refused or failed.
    public int itemsNotDone() {
      return (int) results().stream().filter(result -> !ItemResult.isOk(result)).count();
    }

    private List<Json> results() {
      return CommandItem.of(reply).elements("results").orElse(List.of());
    }
  }

  /// Carries a command out.
  ///
  /// @param event the command as it came in; members it does not know are ignored
  /// @param deadline until when writes may be tried again
  public Outcome handle(Json event, Deadline deadline) {
    CommandItem command = CommandItem.of(event);
    List<Json> items = command.elements("items").orElse(List.of());
    String name = command.text("command").filter(NAMES::contains).orElse("unknown");
    String requestId = command.text("requestId").orElse("");
    return new Outcome(
        name, requestId, ItemResult.reply(results(command, items, requestId, deadline)));
  }

  private List<Json> results(
      CommandItem command, List<Json> items, String requestId, Deadline deadline) {
    if (!command.isVersion(VERSION)) {
      return refusedWhole(items, "unknown_version", "version must be " + VERSION);
    }
    return switch (command.text("command").orElse("")) {
      case "EnsureKeys" -> List.of(keys(deadline));
      case "SeedAccounts" -> {
        ensureKeys.ensure(deadline);
        yield each(items, item -> seedAccounts.seed(item, requestId, deadline));
      }
      case "GrantRole" -> each(items, item -> grantRoles.grant(item, requestId, deadline));
      default ->
          refusedWhole(items, "unknown_command", "command must be " + String.join(", ", NAMES));
    };
  }

  private Json keys(Deadline deadline) {
    EnsureKeys.Ensured keys = ensureKeys.ensure(deadline);
    return ItemResult.ok().with("kid", keys.kid()).with("created", keys.created()).build();
  }

  private static List<Json> each(List<Json> items, Function<CommandItem, Json> work) {
    return items.stream().map(item -> work.apply(CommandItem.of(item))).toList();
  }

  private static List<Json> refusedWhole(List<Json> items, String code, String detail) {
    return IntStream.range(0, Math.max(1, items.size()))
        .mapToObj(_ -> ItemResult.refused(code, detail))
        .toList();
  }
}
