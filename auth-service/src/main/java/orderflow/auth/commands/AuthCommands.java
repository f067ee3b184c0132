package orderflow.auth.commands;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import orderflow.auth.application.EnsureKeys;
import orderflow.auth.application.GrantRole;
import orderflow.auth.application.SeedAccount;
import orderflow.kit.json.Json;

/// The commands of version 1: `EnsureKeys` (no items), `SeedAccounts` (makes keys too),
/// `GrantRole`. Each is idempotent: the same event again leaves the same state.
public final class AuthCommands {
  private static final int VERSION = 1;

  private final EnsureKeys ensureKeys;
  private final SeedAccounts seedAccounts;
  private final GrantRoles grantRoles;

  public AuthCommands(EnsureKeys ensureKeys, SeedAccount seedAccount, GrantRole grantRole) {
    this.ensureKeys = ensureKeys;
    this.seedAccounts = new SeedAccounts(seedAccount);
    this.grantRoles = new GrantRoles(grantRole);
  }

  /// Carries a command out.
  ///
  /// @param event the command as it came in; members it does not know are ignored
  /// @return `{"results": […]}`, one result an item in the order of the items; `EnsureKeys` and a
  ///   command that is refused as a whole without items have one result
  public Json handle(Json event) {
    CommandItem command = CommandItem.of(event);
    List<Json> items = command.elements("items").orElse(List.of());
    String name = command.text("command").orElse("");
    if (!command.isVersion(VERSION)) {
      return refusedWhole(items, "unknown_version", "version must be " + VERSION);
    }
    return switch (name) {
      case "EnsureKeys" -> ItemResult.reply(List.of(keys()));
      case "SeedAccounts" -> {
        ensureKeys.ensure();
        yield each(items, requestId(command), seedAccounts::seed);
      }
      case "GrantRole" -> each(items, requestId(command), grantRoles::grant);
      default ->
          refusedWhole(
              items, "unknown_command", "command must be EnsureKeys, SeedAccounts or GrantRole");
    };
  }

  private Json keys() {
    EnsureKeys.Ensured keys = ensureKeys.ensure();
    return ItemResult.ok().with("kid", keys.kid()).with("created", keys.created()).build();
  }

  private static Json each(
      List<Json> items, String requestId, BiFunction<CommandItem, String, Json> work) {
    return ItemResult.reply(
        items.stream().map(item -> work.apply(CommandItem.of(item), requestId)).toList());
  }

  private static Json refusedWhole(List<Json> items, String code, String detail) {
    return ItemResult.reply(
        IntStream.range(0, Math.max(1, items.size()))
            .mapToObj(_ -> ItemResult.refused(code, detail))
            .toList());
  }

  private static String requestId(CommandItem command) {
    return command.text("requestId").orElse("");
  }
}
