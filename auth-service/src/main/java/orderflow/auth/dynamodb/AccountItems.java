package orderflow.auth.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.Credentials;
import orderflow.auth.domain.EmailAddress;
import orderflow.auth.domain.PasswordHash;
import orderflow.auth.domain.Role;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Accounts and the owners of addresses as items.
final class AccountItems {
  static final int LIST_SHARDS = 4;

  private AccountItems() {}

  static Map<String, AttributeValue> accountKey(String userId) {
    return Item.key("USER#" + userId, "ACCOUNT");
  }

  static Map<String, AttributeValue> ownerKey(EmailAddress email) {
    return Item.key("EMAIL#" + email.digest(), "OWNER");
  }

  private static Map<String, AttributeValue> owner(Account account) {
    return Item.of("EMAIL#" + account.email().digest(), "OWNER")
        .with("userId", account.id())
        .attributes();
  }

  /// A shard of the list of all accounts, on gsi1.
  static String list(int shard) {
    return "USERS#" + shard;
  }

  static Map<String, AttributeValue> account(Account account) {
    return Item.of("USER#" + account.id(), "ACCOUNT")
        .with("gsi1pk", list(Math.floorMod(account.id().hashCode(), LIST_SHARDS)))
        .with("gsi1sk", account.id())
        .with("userId", account.id())
        .with("email", account.email().text())
        .with("name", account.name())
        .with("passwordHash", account.credentials().passwordHash().phc())
        .with("needsMfa", account.credentials().needsMfa())
        .with("mfa", account.credentials().mfa())
        .with("epoch", account.credentials().epoch())
        .with("roles", Role.texts(account.roles()))
        .with("status", account.status().name())
        .with("verified", account.verified())
        .with("version", account.version())
        .with("createdAt", account.createdAt())
        .with("updatedAt", account.updatedAt())
        .attributes();
  }

  /// A new account and its claim to the address, for a transaction of any store that makes one.
  static List<TransactWriteItem> created(String table, Account account) {
    return List.of(absent(table, owner(account)), absent(table, account(account)));
  }

  private static TransactWriteItem absent(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  /// Replaces the version before, for a transaction of any store that changes the account with
  /// something else.
  static TransactWriteItem following(String table, Account next) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(account(next))
                .conditionExpression("version = :before")
                .expressionAttributeValues(Map.of(":before", Item.number(next.version() - 1))))
        .build();
  }

  static Account account(Map<String, AttributeValue> attributes) {
    Item item = Item.read(attributes);
    return new Account(
        item.requiredText("userId"),
        new EmailAddress(item.requiredText("email")),
        item.requiredText("name"),
        new Credentials(
            new PasswordHash(item.requiredText("passwordHash")),
            item.isTrue("needsMfa"),
            item.isTrue("mfa"),
            item.numberOr("epoch", 0)),
        item.requiredTexts("roles").stream()
            .flatMap(text -> Role.parse(text).stream())
            .collect(Collectors.toSet()),
        isVerified(item),
        isDisabled(item),
        item.requiredNumber("version"),
        item.requiredTime("createdAt"),
        item.requiredTime("updatedAt"));
  }

  /// Items without `verified` are of a version in which only active accounts could be disabled.
  private static boolean isVerified(Item item) {
    return item.find("verified")
        .map(AttributeValue::bool)
        .orElseGet(() -> !item.requiredText("status").equals(Account.Status.UNVERIFIED.name()));
  }

  private static boolean isDisabled(Item item) {
    return item.requiredText("status").equals(Account.Status.DISABLED.name());
  }
}
