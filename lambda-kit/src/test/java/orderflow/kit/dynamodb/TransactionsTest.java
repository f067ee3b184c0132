package orderflow.kit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import orderflow.dynamodblocal.TestTables;
import orderflow.kit.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Every fault is counted: a test whose fault did not happen fails.
final class TransactionsTest {
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  private final Deadline ample = Deadline.at(clock.instant().plus(Duration.ofMinutes(1)), clock);

  /// Gives client tokens, which all tests share a server for.
  private final long seed = UUID.randomUUID().getLeastSignificantBits();

  private final String table = TestTables.create("kit", List.of());

  @Test
  void what_meets_no_fault_is_written_with_one_call() {
    Faults faults = new Faults(List.of());

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Committed());
    assertThat(faults.requests()).hasSize(1);
    assertThat(count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void a_conflict_that_passes_is_written_once_by_the_identical_request(int conflicts) {
    Faults faults = Faults.times(conflicts, conflict());

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Committed());
    assertThat(faults.happened()).hasSize(conflicts);
    assertThat(faults.requests()).hasSize(conflicts + 1).containsOnly(faults.requests().getFirst());
    assertThat(faults.requests().getFirst().clientRequestToken()).isNotEmpty();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_conflict_at_the_fifth_try_leaves_it_unwritten() {
    Faults faults = Faults.times(5, conflict());

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Busy());
    assertThat(faults.happened()).hasSize(5);
    assertThat(faults.requests()).hasSize(5);
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
  void throttling_passes_like_a_conflict(String code) {
    Faults faults = Faults.times(2, Faults.cancelled(code));

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Committed());
    assertThat(faults.happened()).hasSize(2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void an_earlier_try_that_still_runs_is_waited_for() {
    Faults faults =
        Faults.times(1, TransactionInProgressException.builder().message("running").build());

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Committed());
    assertThat(faults.happened()).hasSize(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_try_that_runs_on_past_the_fifth_leaves_the_end_open() {
    Faults faults =
        Faults.times(5, TransactionInProgressException.builder().message("running").build());

    Transactions.Result result = write(faults, ample, increment());

    assertThat(result).isEqualTo(new Transactions.Busy());
    assertThat(faults.happened()).hasSize(5);
  }

  @Test
  void without_time_a_conflict_is_not_tried_again() {
    Faults faults = Faults.times(5, conflict());

    Transactions.Result result = write(faults, Deadline.at(clock.instant(), clock), increment());

    assertThat(result).isEqualTo(new Transactions.Busy());
    assertThat(faults.happened()).hasSize(1);
    assertThat(faults.requests()).hasSize(1);
    assertThat(count()).isZero();
  }

  @Test
  void a_token_that_was_used_for_other_actions_writes_nothing() {
    write(new Faults(List.of()), ample, increment());
    Faults faults = new Faults(List.of());

    Transactions.Result result = write(faults, ample, increment(), create("other"));

    assertThat(result).isEqualTo(new Transactions.Busy());
    assertThat(faults.happened())
        .hasSize(1)
        .hasOnlyElementsOfType(IdempotentParameterMismatchException.class);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_lost_answer_of_a_commit_is_one_effect() {
    LostAnswers lost = new LostAnswers(2);
    Transactions transactions = new Transactions(lost.client(), new Random(seed));

    Transactions.Result result = transactions.write(List.of(increment()), ample);

    assertThat(result).isEqualTo(new Transactions.Committed());
    assertThat(lost.happened()).isEqualTo(2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_failed_condition_gives_the_item_that_was_there_and_is_not_tried_again() {
    write(new Faults(List.of()), ample, create("taken"));
    Faults faults = Faults.times(1, conflict());
    Transactions transactions = new Transactions(faults.client(), new Random(~seed));

    Transactions.Result result = transactions.write(List.of(increment(), create("taken")), ample);

    assertThat(result).isEqualTo(new Transactions.Failed(Map.of(1, key("taken"))));
    assertThat(faults.happened()).hasSize(2);
    assertThat(faults.requests()).hasSize(2);
    assertThat(count()).isZero();
  }

  @Test
  void a_failed_condition_beside_a_conflict_is_an_answer() {
    Faults faults =
        Faults.times(1, Faults.cancelled("TransactionConflict", "ConditionalCheckFailed"));

    Transactions.Result result = write(faults, ample, increment(), create("other"));

    assertThat(result).isEqualTo(new Transactions.Failed(Map.of(1, Map.of())));
    assertThat(faults.requests()).hasSize(1);
  }

  @Test
  void what_will_not_pass_is_a_fault_at_once() {
    Faults faults = Faults.times(1, Faults.cancelled("ValidationError"));

    assertThatThrownBy(() -> write(faults, ample, increment()))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(faults.requests()).hasSize(1);
  }

  @Test
  void every_transaction_has_a_token_of_its_own() {
    Faults faults = new Faults(List.of());
    Transactions transactions = new Transactions(faults.client(), new Random(seed));

    transactions.write(List.of(increment()), ample);
    transactions.write(List.of(increment()), ample);

    assertThat(faults.requests().stream().map(TransactWriteItemsRequest::clientRequestToken))
        .doesNotHaveDuplicates();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void too_many_actions_are_refused_before_the_call() {
    Faults faults = new Faults(List.of());
    List<TransactWriteItem> actions =
        Collections.nCopies(Transactions.MAX_ACTIONS + 1, increment());
    Transactions transactions = new Transactions(faults.client(), new Random(seed));

    assertThatThrownBy(() -> transactions.write(actions, ample))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("61");
    assertThat(faults.requests()).isEmpty();
  }

  private static DynamoDbException conflict() {
    return Faults.cancelled("None", "TransactionConflict");
  }

  private Transactions.Result write(
      Faults faults, Deadline deadline, TransactWriteItem... actions) {
    return new Transactions(faults.client(), new Random(seed)).write(List.of(actions), deadline);
  }

  /// Has no condition, so nothing but the token keeps it from counting twice.
  private TransactWriteItem increment() {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(key("counter"))
                .updateExpression("ADD made :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
        .build();
  }

  private TransactWriteItem create(String name) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(key(name))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private static Map<String, AttributeValue> key(String name) {
    return Map.of("pk", AttributeValue.fromS(name), "sk", AttributeValue.fromS("ITEM"));
  }

  private int count() {
    Map<String, AttributeValue> counter =
        TestTables.client()
            .getItem(get -> get.tableName(table).key(key("counter")).consistentRead(true))
            .item();
    return Integer.parseInt(counter.getOrDefault("made", AttributeValue.fromN("0")).n());
  }
}
