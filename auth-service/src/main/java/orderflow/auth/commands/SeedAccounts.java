package orderflow.auth.commands;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import orderflow.auth.application.SeedAccount;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Role;
import orderflow.auth.password.Password;
import orderflow.auth.password.PasswordRules;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// Items of `SeedAccounts`: `{"email", "password", "name"?, "roles"}`.
final class SeedAccounts {
  private static final int MAX_NAME = 100;

  private final SeedAccount seedAccount;

  SeedAccounts(SeedAccount seedAccount) {
    this.seedAccount = seedAccount;
  }

  ItemResult seed(CommandItem item, String requestId, Deadline deadline) {
    Optional<EmailAddress> email = item.text("email").flatMap(EmailAddress::parse);
    Optional<Password> password = item.text("password").flatMap(Password::parse);
    Optional<Set<Role>> roles = item.texts("roles").flatMap(SeedAccounts::roles);
    String name = item.text("name").orElse("");
    if (email.isEmpty()) {
      return ItemResult.refused("invalid_email", "email must be an e-mail address");
    }
    if (password.isEmpty()) {
      return ItemResult.refused(
          "invalid_password",
          "password must have at most %d whole characters".formatted(Password.MAX_LENGTH));
    }
    if (roles.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
      return ItemResult.refused(
          "invalid_item",
          "roles must list customer, staff or admin; name has at most " + MAX_NAME + " characters");
    }
    Optional<String> fault =
        PasswordRules.fault(password.get(), new PasswordRules.Owner(email.get(), name, false));
    if (fault.isPresent()) {
      return ItemResult.refused("invalid_password", "password " + fault.get());
    }
    return view(
        seedAccount.seed(
            new SeedAccount.Description(email.get(), password.get(), name, roles.get()),
            requestId,
            deadline));
  }

  private static ItemResult view(SeedAccount.Result result) {
    return switch (result) {
      case SeedAccount.Result.Created(String userId) -> done(userId, "created");
      case SeedAccount.Result.Updated(String userId) -> done(userId, "updated");
      case SeedAccount.Result.Unchanged(String userId) -> done(userId, "unchanged");
      case SeedAccount.Result.Busy _ ->
          ItemResult.failed("conflict", "the account kept changing; nothing was written");
    };
  }

  private static ItemResult done(String userId, String change) {
    return ItemResult.ok(Json.object().with("userId", userId).with("change", change).build());
  }

  /// All of them, or none if one is unknown; an account without a role would be of no use.
  private static Optional<Set<Role>> roles(List<String> texts) {
    Set<Role> roles =
        texts.stream().flatMap(text -> Role.parse(text).stream()).collect(Collectors.toSet());
    return roles.isEmpty() || !texts.stream().allMatch(text -> Role.parse(text).isPresent())
        ? Optional.empty()
        : Optional.of(roles);
  }
}
