package orderflow.auth.commands;

import java.util.Optional;
import orderflow.auth.application.GrantRole;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Role;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// Items of `GrantRole`: `{"email", "role"}`.
final class GrantRoles {
  private final GrantRole grantRole;

  GrantRoles(GrantRole grantRole) {
    this.grantRole = grantRole;
  }

  ItemResult grant(CommandItem item, String requestId, Deadline deadline) {
    Optional<EmailAddress> email = item.text("email").flatMap(EmailAddress::parse);
    Optional<Role> role = item.text("role").flatMap(Role::parse);
    if (email.isEmpty()) {
      return ItemResult.refused("invalid_email", "email must be an e-mail address");
    }
    if (role.isEmpty()) {
      return ItemResult.refused("unknown_role", "role must be customer, staff or admin");
    }
    return view(grantRole.grant(email.get(), role.get(), requestId, deadline));
  }

  private static ItemResult view(GrantRole.Result result) {
    return switch (result) {
      case GrantRole.Result.Granted(Account account) -> done(account, "granted");
      case GrantRole.Result.Unchanged(Account account) -> done(account, "unchanged");
      case GrantRole.Result.UnknownAccount _ ->
          ItemResult.refused("unknown_account", "no account has this address");
      case GrantRole.Result.NotActive(Account.Status status) -> notActive(status);
      case GrantRole.Result.Busy _ ->
          ItemResult.failed("conflict", "the account kept changing; nothing was written");
    };
  }

  private static ItemResult notActive(Account.Status status) {
    return status == Account.Status.DISABLED
        ? ItemResult.refused("account_disabled", "the account is disabled")
        : ItemResult.refused(
            "account_not_verified", "the address must be verified before it is given a role");
  }

  private static ItemResult done(Account account, String change) {
    return ItemResult.ok(
        Json.object()
            .with("userId", account.id())
            .with("change", change)
            .with("roles", Json.texts(Role.texts(account.roles())))
            .build());
  }
}
