package orderflow.auth.dynamodb;

import java.util.Map;
import java.util.stream.Collectors;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.Role;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Accounts and the owners of addresses as items.
final class AccountItems {
  private static final int LIST_SHARDS = 4;

  private AccountItems() {}

  static Map<String, AttributeValue> accountKey(String userId) {
    return Item.key("USER#" + userId, "ACCOUNT");
  }

  static Map<String, AttributeValue> ownerKey(EmailAddress email) {
    return Item.key("EMAIL#" + email.digest(), "OWNER");
  }

  static Map<String, AttributeValue> owner(Account account) {
    return Item.of("EMAIL#" + account.email().digest(), "OWNER")
        .with("userId", account.id())
        .attributes();
  }

  static Map<String, AttributeValue> account(Account account) {
    return Item.of("USER#" + account.id(), "ACCOUNT")
        .with("gsi1pk", "USERS#" + Math.floorMod(account.id().hashCode(), LIST_SHARDS))
        .with("gsi1sk", account.id())
        .with("userId", account.id())
        .with("email", account.email().text())
        .with("name", account.name())
        .with("passwordHash", account.passwordHash().phc())
        .with("roles", Role.texts(account.roles()))
        .with("status", account.status().name())
        .with("version", account.version())
        .with("createdAt", account.createdAt())
        .with("updatedAt", account.updatedAt())
        .attributes();
  }

  static Account account(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Account(
        item.requiredText("userId"),
        new EmailAddress(item.requiredText("email")),
        item.requiredText("name"),
        new PasswordHash(item.requiredText("passwordHash")),
        item.requiredTexts("roles").stream()
            .flatMap(text -> Role.parse(text).stream())
            .collect(Collectors.toSet()),
        Account.Status.valueOf(item.requiredText("status")),
        item.requiredNumber("version"),
        item.requiredTime("createdAt"),
        item.requiredTime("updatedAt"));
  }
}
