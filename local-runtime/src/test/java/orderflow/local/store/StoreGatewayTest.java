package orderflow.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import orderflow.dynamodblocal.TestTables;
import orderflow.local.template.PolicyStatement;
import orderflow.local.template.SourcePosition;
import orderflow.local.template.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class StoreGatewayTest {
  private final String table = TestTables.create("Gateway", List.of());
  private final List<String> warnings = new ArrayList<>();
  private StoreGateway gateway = open(IamMode.ENFORCE);
  private DynamoDbClient client = client();

  @BeforeEach
  void nothing_counted_yet() {
    assertThat(gateway.faults().count()).isZero();
  }

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @Test
  void an_allowed_call_passes_and_is_counted_by_caller_and_operation() {
    put("a");

    assertThat(TestTables.scan(table)).hasSize(1);
    assertThat(gateway.faults().count("Writer", "PutItem")).isEqualTo(1);
    assertThat(gateway.faults().count("Other", "PutItem")).isZero();
  }

  @Test
  void a_call_without_a_statement_is_denied_with_action_and_table() {
    assertThatThrownBy(() -> client.deleteItem(request -> request.tableName(table).key(item("a"))))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            denied ->
                assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
        .hasMessageContaining("dynamodb:DeleteItem")
        .hasMessageContaining(table);
  }

  @Test
  void warn_lets_a_call_through_and_tells_of_it() {
    close();
    gateway = open(IamMode.WARN);
    client = client();

    client.deleteItem(request -> request.tableName(table).key(item("a")));

    assertThat(warnings).singleElement().asString().contains("dynamodb:DeleteItem");
  }

  @Test
  void a_transaction_with_two_actions_on_one_item_is_refused() {
    assertThatThrownBy(() -> transact("a", "a"))
        .hasMessageContaining("multiple operations on one item");
  }

  @Test
  void the_first_k_calls_conflict_and_write_nothing() {
    gateway
        .faults()
        .plant(Fault.CONFLICT, 2, call -> call.operation().equals("TransactWriteItems"));

    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> transact("a", "b"))
          .isInstanceOfSatisfying(
              TransactionCanceledException.class,
              cancelled ->
                  assertThat(cancelled.cancellationReasons())
                      .extracting(reason -> reason.code())
                      .containsExactly("TransactionConflict", "None"));
    }
    assertThat(TestTables.scan(table)).isEmpty();
    transact("a", "b");
    assertThat(TestTables.scan(table)).hasSize(2);
  }

  @Test
  void throttles_and_server_errors_write_nothing() {
    gateway.faults().plant(Fault.THROTTLE, 1, call -> call.number() == 1);
    gateway.faults().plant(Fault.SERVER_ERROR, 1, call -> call.number() == 2);

    assertThatThrownBy(() -> put("a")).isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThatThrownBy(() -> put("a")).isInstanceOf(InternalServerErrorException.class);
    assertThat(TestTables.scan(table)).isEmpty();
  }

  @Test
  void a_lost_answer_comes_after_the_write() {
    gateway.faults().plant(Fault.LOSE_ANSWER, 9, call -> call.operation().equals("PutItem"));

    assertThatThrownBy(() -> put("a")).isInstanceOf(SdkClientException.class);
    assertThat(TestTables.scan(table)).hasSize(1);
  }

  @Test
  void a_hanging_call_ends_without_an_answer_when_the_faults_are_cleared() {
    gateway.faults().plant(Fault.HANG, 1, call -> call.operation().equals("PutItem"));
    CompletableFuture<Void> call = CompletableFuture.runAsync(() -> put("a"));

    while (gateway.faults().count() == 0) {
      Thread.onSpinWait();
    }
    assertThat(call).isNotDone();
    while (!call.isDone()) {
      gateway.faults().clear();
    }

    assertThat(call).isCompletedExceptionally();
    assertThat(TestTables.scan(table)).isEmpty();
  }

  @Test
  void hooks_see_the_store_before_and_after_the_call() {
    List<Integer> sizes = new ArrayList<>();
    gateway.faults().before(call -> true, call -> sizes.add(TestTables.scan(table).size()));
    gateway.faults().after(call -> true, call -> sizes.add(TestTables.scan(table).size()));

    put("a");

    assertThat(sizes).containsExactly(0, 1);
  }

  private void put(String key) {
    client.putItem(request -> request.tableName(table).item(item(key)));
  }

  private void transact(String... keys) {
    List<TransactWriteItem> puts =
        List.of(keys).stream()
            .map(key -> Put.builder().tableName(table).item(item(key)).build())
            .map(put -> TransactWriteItem.builder().put(put).build())
            .toList();
    client.transactWriteItems(request -> request.transactItems(puts));
  }

  private static Map<String, AttributeValue> item(String key) {
    return Map.of("pk", AttributeValue.fromS(key), "sk", AttributeValue.fromS("s"));
  }

  private StoreGateway open(IamMode iam) {
    Table known =
        new Table(
            "T",
            table,
            Map.of("pk", "S", "sk", "S"),
            new Table.KeySchema("pk", Optional.of("sk")),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new SourcePosition(Path.of("t"), 1, 1));
    PolicyStatement puts =
        new PolicyStatement(
            PolicyStatement.Effect.ALLOW,
            List.of("dynamodb:PutItem"),
            List.of("arn:aws:dynamodb:eu-west-1:000000000000:table/" + table),
            Map.of());
    AccessRules rules = new AccessRules(iam, Map.of("Writer", List.of(puts)), warnings::add);
    try {
      return new StoreGateway(TestTables.endpoint(), rules, List.of(known), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(gateway.url()))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("local", "local", "Writer")))
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
