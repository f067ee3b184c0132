package orderflow.auth.commands;

import java.util.List;
import java.util.Optional;
import orderflow.auth.application.ExportAccounts;
import orderflow.auth.application.ImportAccount;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.Role;
import orderflow.auth.dynamodb.AccountExport;
import orderflow.auth.password.ImportedHash;
import orderflow.kit.command.CommandReply;
import orderflow.kit.command.ItemResult;
import orderflow.kit.dynamodb.Page;
import orderflow.kit.json.Json;
import orderflow.kit.time.Deadline;

/// `ImportAccounts`, items `{"email", "name"?, "passwordHash", "emailVerified", "disabled"?}`, and
/// `ExportAccounts`, at most one item `{"cursor"?, "limit"?}`. No answer to an import quotes a
/// hash.
final class AccountTransfer {
  private static final int MAX_NAME = 100;

  /// With the longest names and addresses an account takes less than 2 KB, of Lambda's 6 MB.
  private static final int MAX_LIMIT = 1000;

  private final ImportAccount importAccount;
  private final ExportAccounts exportAccounts;

  AccountTransfer(ImportAccount importAccount, ExportAccounts exportAccounts) {
    this.importAccount = importAccount;
    this.exportAccounts = exportAccounts;
  }

  ItemResult take(CommandItem item, String requestId, Deadline deadline) {
    Optional<EmailAddress> email = item.text("email").flatMap(EmailAddress::parse);
    String name = item.text("name").orElse("");
    String hash = item.text("passwordHash").orElse("");
    Optional<ImportedHash> known = ImportedHash.parse(hash);
    Optional<Boolean> verified = item.bool("emailVerified");
    if (email.isEmpty()) {
      return ItemResult.refused("invalid_email", "email must be an e-mail address");
    }
    if (verified.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
      return ItemResult.refused(
          "invalid_item",
          "emailVerified must be true or false; name has at most " + MAX_NAME + " characters");
    }
    if (known.isEmpty()) {
      return ItemResult.refused(
          "invalid_password_hash", "passwordHash: " + ImportedHash.fault(hash));
    }
    return view(
        importAccount.take(
            new ImportAccount.Imported(
                email.get(), name, known.get().hash(), verified.get(), item.isTrue("disabled")),
            requestId,
            deadline));
  }

  private static ItemResult view(ImportAccount.Result result) {
    return switch (result) {
      case ImportAccount.Result.Created(String userId) -> done(userId, "created");
      case ImportAccount.Result.Unchanged(String userId) -> done(userId, "unchanged");
      case ImportAccount.Result.EmailTaken _ ->
          ItemResult.refused("email_taken", "the address has an account, which was left as it is");
      case ImportAccount.Result.Busy _ ->
          ItemResult.failed("conflict", "other writes were in the way; nothing was written");
    };
  }

  private static ItemResult done(String userId, String change) {
    return ItemResult.ok(Json.object().with("userId", userId).with("change", change).build());
  }

  CommandReply handOut(List<Json> items, String requestId, Deadline deadline) {
    CommandItem item = CommandItem.of(items.isEmpty() ? Json.object().build() : items.getFirst());
    Optional<AccountExport.Position> after =
        item.text("cursor")
            .map(AccountExport.Position::parse)
            .orElse(Optional.of(AccountExport.Position.START));
    long limit = item.has("limit") ? item.number("limit").orElse(0) : MAX_LIMIT / 2L;
    if (items.size() > 1 || after.isEmpty() || limit < 1 || limit > MAX_LIMIT) {
      return new CommandReply(
          List.of(
              ItemResult.refused(
                  "invalid_item",
                  "at most one item; cursor is what the reply before had as next; limit is 1 to "
                      + MAX_LIMIT)));
    }
    return new CommandReply(
        List.of(
            exportAccounts
                .page(after.get(), (int) limit, requestId, deadline)
                .map(AccountTransfer::view)
                .orElseGet(() ->
                    ItemResult.failed(
                        "conflict", "the audit log was busy; nothing is handed out"))));
  }

  private static ItemResult view(Page<Account> page) {
    return ItemResult.ok(
        Json.object()
            .withEach("accounts", page.data(), AccountTransfer::view)
            .with("next", page.next().<Json>map(Json::of).orElse(new Json.Null()))
            .build());
  }

  private static Json view(Account account) {
    return Json.object()
        .with("userId", account.id())
        .with("email", account.email().text())
        .with("name", account.name())
        .with("passwordHash", account.credentials().passwordHash().phc())
        .with("emailVerified", account.verified())
        .with("disabled", account.disabled())
        .with("roles", Json.texts(Role.texts(account.roles())))
        .with("createdAt", account.createdAt().toString())
        .build();
  }
}
