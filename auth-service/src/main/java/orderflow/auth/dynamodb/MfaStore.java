package orderflow.auth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import orderflow.auth.domain.Account;
import orderflow.auth.domain.AuditEntry;
import orderflow.auth.domain.PendingLogin;
import orderflow.auth.domain.Proof;
import orderflow.auth.domain.RecoveryCode;
import orderflow.auth.domain.RefreshToken;
import orderflow.auth.domain.SecondFactor;
import orderflow.auth.domain.Session;
import orderflow.kit.dynamodb.Transactions;
import orderflow.kit.time.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Second factors in AuthTable. Reads are strong.
///
/// Whatever a code brings about, good or bad, is one transaction on the condition that the factor
/// and the waiting login still are as they were when the code was looked at. So of any number of
/// guesses at once each counts, and of any number of uses of one code one wins. Each write says
/// whether it happened; if not, something has changed or was in the way: look again.
public final class MfaStore {
  private static final String UNCHANGED = "usedStep = :step AND failures = :failures";

  private final DynamoDbClient client;
  private final Transactions transactions;
  private final String table;

  public MfaStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.transactions = new Transactions(client, random);
    this.table = table;
  }

  public Optional<SecondFactor> factor(String userId) {
    return read(MfaItems.factorKey(userId)).map(MfaItems::factor);
  }

  public Optional<Enrolment> enrolment(String userId) {
    return read(MfaItems.enrolmentKey(userId)).map(MfaItems::enrolment);
  }

  public Optional<PendingLogin> login(String tokenHash) {
    return read(MfaItems.loginKey(tokenHash)).map(item -> MfaItems.login(tokenHash, item));
  }

  /// The place of a recovery code in its set, if it is in it.
  public OptionalInt recovery(String userId, String hash) {
    return client
        .query(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Item.text("USER#" + userId), ":sk", Item.text(MfaItems.RECOVERY))))
        .items()
        .stream()
        .map(Item::read)
        .filter(item -> item.requiredText("hash").equals(hash))
        .mapToInt(item -> (int) item.requiredNumber("number"))
        .findFirst();
  }

  /// Keeps a seed until it is proved; an earlier one that was not gives way.
  public boolean begin(Enrolment enrolment, AuditEntry entry, Deadline deadline) {
    return written(
        List.of(put(MfaItems.enrolment(enrolment)), AuditItems.put(table, entry)), deadline);
  }

  /// Turns the factor on.
  ///
  /// @param account its next version
  /// @param hashes of the recovery codes
  public boolean enable(
      Account account,
      Enrolment enrolment,
      SecondFactor factor,
      List<String> hashes,
      AuditEntry entry,
      Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(AccountItems.following(table, account));
    all.add(
        delete(
            MfaItems.enrolmentKey(account.id()),
            "sealedSeed = :seed",
            Map.of(":seed", Item.text(enrolment.seed().base64()))));
    all.add(put(MfaItems.factor(factor)));
    for (int n = 0; n < hashes.size(); n++) {
      all.add(put(MfaItems.recovery(account.id(), n, hashes.get(n))));
    }
    all.add(AuditItems.put(table, entry));
    return written(all, deadline);
  }

  /// Turns the factor off; nothing of it is left.
  ///
  /// @param account its next version
  public boolean disable(Account account, Proof proof, AuditEntry entry, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(AccountItems.following(table, account));
    all.add(
        proof instanceof Proof.OfApp(SecondFactor factor, long _)
            ? delete(MfaItems.factorKey(account.id()), UNCHANGED, asRead(factor))
            : delete(MfaItems.factorKey(account.id()), "attribute_exists(pk)", Map.of()));
    for (int n = 0; n < RecoveryCode.COUNT; n++) {
      all.add(
          proof instanceof Proof.OfRecovery(int number, String hash) && number == n
              ? spent(account.id(), number, hash)
              : delete(MfaItems.recoveryKey(account.id(), n)));
    }
    all.add(AuditItems.put(table, entry));
    return written(all, deadline);
  }

  /// Remembers a login that waits for a code.
  public boolean await(PendingLogin login, AuditEntry entry, Deadline deadline) {
    return written(List.of(put(MfaItems.login(login)), AuditItems.put(table, entry)), deadline);
  }

  /// Uses the waiting login and a proof up and begins the session.
  public boolean logIn(
      PendingLogin login,
      Proof proof,
      Session session,
      RefreshToken first,
      List<AuditEntry> entries,
      Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    all.add(
        delete(
            MfaItems.loginKey(login.tokenHash()),
            "tries = :tries",
            Map.of(":tries", Item.number(login.tries()))));
    all.add(
        switch (proof) {
          case Proof.OfApp(SecondFactor factor, long step) -> replaced(factor, factor.used(step));
          case Proof.OfRecovery(int number, String hash) -> spent(login.userId(), number, hash);
        });
    all.add(SessionStore.begun(table, session, first));
    entries.forEach(entry -> all.add(AuditItems.put(table, entry)));
    return written(all, deadline);
  }

  /// Counts a wrong code.
  ///
  /// @param login what it was sent for, if it was for a login
  /// @param failed the factor before and after; none for what was no code of the app
  public boolean refuse(
      Optional<PendingLogin> login, Optional<Failed> failed, AuditEntry entry, Deadline deadline) {
    List<TransactWriteItem> all = new ArrayList<>();
    login.ifPresent(pending -> all.add(tried(pending)));
    failed.ifPresent(factor -> all.add(replaced(factor.before(), factor.after())));
    all.add(AuditItems.put(table, entry));
    return written(all, deadline);
  }

  /// A factor before and after a wrong code.
  public record Failed(SecondFactor before, SecondFactor after) {}

  private TransactWriteItem replaced(SecondFactor before, SecondFactor after) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(MfaItems.factor(after))
                .conditionExpression(UNCHANGED)
                .expressionAttributeValues(asRead(before)))
        .build();
  }

  private static Map<String, AttributeValue> asRead(SecondFactor factor) {
    return Map.of(
        ":step", Item.number(factor.usedStep()), ":failures", Item.number(factor.failures()));
  }

  private TransactWriteItem tried(PendingLogin login) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(MfaItems.loginKey(login.tokenHash()))
                .updateExpression("SET tries = :next")
                .conditionExpression("tries = :tries")
                .expressionAttributeValues(
                    Map.of(
                        ":tries", Item.number(login.tries()),
                        ":next", Item.number(login.tries() + 1L))))
        .build();
  }

  private TransactWriteItem spent(String userId, int number, String hash) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(MfaItems.recoveryKey(userId, number))
                .conditionExpression("#hash = :hash")
                .expressionAttributeNames(Map.of("#hash", "hash"))
                .expressionAttributeValues(Map.of(":hash", Item.text(hash))))
        .build();
  }

  private TransactWriteItem delete(Map<String, AttributeValue> key) {
    return TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build();
  }

  private TransactWriteItem delete(
      Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .delete(delete -> {
          delete.tableName(table).key(key).conditionExpression(condition);
          if (!values.isEmpty()) {
            delete.expressionAttributeValues(values);
          }
        })
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private boolean written(List<TransactWriteItem> actions, Deadline deadline) {
    return switch (transactions.write(actions, deadline)) {
      case Transactions.Committed _ -> true;
      case Transactions.Failed _, Transactions.Busy _ -> false;
    };
  }

  private Optional<Map<String, AttributeValue>> read(Map<String, AttributeValue> key) {
    return Reads.strong(client, table, key);
  }
}
