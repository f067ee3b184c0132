package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What a store does to a busy shop: conflicts, throttling, answers that are lost after the commit,
/// and spells in which every answer is 500. A client that sends its request again gets one effect.
class FaultStormTest {
  private static final int ORDERS = 60;
  private static final int CLIENTS = 8;
  private static final int MOST_TRIES = 60;

  static Stream<Arguments> conflicts() {
    return Stream.of(KilledRequestTest.Step.values())
        .flatMap(step -> IntStream.rangeClosed(1, 4).mapToObj(n -> Arguments.of(step, n)));
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void conflicts_of_the_first_tries_are_not_seen(KilledRequestTest.Step step, int conflicts) {
    OrderTables tables = OrderTables.withoutStream();
    Shop shop = new Shop(tables);
    String id = step.prepare(shop);
    AtomicInteger tries = new AtomicInteger();
    TransactionFaults faults =
        TransactionFaults.conflicting(_ -> tries.incrementAndGet() <= conflicts);

    Shop.Answer answer = step.take(new Shop(tables, faults), id);

    assertThat(faults.conflicted()).isEqualTo(conflicts);
    assertThat(tries).hasValue(conflicts + 1);
    assertThat(answer.status()).as(answer.body()).isEqualTo(step.status());
    assertThat(shop.available("A")).isEqualTo(step.available());
  }

  @Test
  void in_a_storm_every_request_that_is_sent_again_ends_with_one_effect() {
    OrderTables tables = OrderTables.withoutStream();
    Shop calm = new Shop(tables);
    calm.stock("A", 1_000);
    Storm storm = new Storm();
    Shop shop = new Shop(tables, storm);

    List<List<Shop.Answer>> lives =
        Concurrently.map(
            IntStream.range(0, CLIENTS).boxed().toList(),
            client ->
                IntStream.range(0, ORDERS / CLIENTS + 1)
                    .mapToObj(n -> life(shop, client + "-" + n))
                    .toList());

    List<Shop.Answer> last = lives.stream().flatMap(List::stream).toList();
    assertThat(storm.throttled).hasPositiveValue();
    assertThat(storm.lost).hasPositiveValue();
    assertThat(storm.broken).hasPositiveValue();
    assertThat(last).extracting(Shop.Answer::status).containsOnly(200, 201);
    long cancelled = last.stream().filter(is("cancelled")).count();
    assertThat(cancelled).isPositive();
    assertThat(calm.available("A")).isEqualTo(1_000 - (last.size() - cancelled));
    assertThat(calm.customer("GET /v1/orders").query("limit", "100").send().json().get("data"))
        .hasValueSatisfying(data -> assertThat(((Json.Arr) data).elements()).hasSize(last.size()));
    List<Json.Obj> books = reconciled(tables);
    assertThat(BooksFixture.discrepancies(books)).isEmpty();
    assertThat(BooksFixture.sum(books, "orders")).isEqualTo(last.size());
    assertThat(BooksFixture.sum(books, "events")).isEqualTo(3L * last.size());
  }

  private static Predicate<Shop.Answer> is(String status) {
    return answer -> answer.text("status").equals(status);
  }

  private static List<Json.Obj> reconciled(OrderTables tables) {
    return BooksFixture.reconcile(
        new OrderCommandsFunction(
            tables.environment(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
  }

  /// An order that is paid and then cancelled, refunded or shipped.
  private static Shop.Answer life(Shop shop, String name) {
    String id = sent(key -> shop.order(key, "A", 1), "create-" + name).text("id");
    sent(key -> shop.pay(id, key, "\"1\"", 500), "pay-" + name);
    return switch (Math.floorMod(name.hashCode(), 3)) {
      case 0 -> sent(key -> shop.cancel(id, key, "\"2\""), "cancel-" + name);
      case 1 ->
          sent(
              key ->
                  shop.refunder("POST /v1/orders/{orderId}/refunds")
                      .path("orderId", id)
                      .header("idempotency-key", key)
                      .header("if-match", "\"2\"")
                      .send("{\"amount\":{\"amount\":200,\"currency\":\"EUR\"},\"reason\":\"r\"}"),
              "refund-" + name);
      default ->
          sent(
              key ->
                  shop.warehouse("POST /v1/orders/{orderId}/shipments")
                      .path("orderId", id)
                      .header("idempotency-key", key)
                      .header("if-match", "\"2\"")
                      .send("{\"carrier\":\"Post\",\"trackingNumber\":\"T\"}"),
              "ship-" + name);
    };
  }

  /// Sends a request until it has an answer other than that it is to be sent again.
  private static Shop.Answer sent(Function<String, Shop.Answer> request, String key) {
    List<String> seen = new ArrayList<>();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Shop.Answer answer = request.apply(key);
      if (answer.status() < 300) {
        return answer;
      }
      seen.add(answer.text("code"));
      assertThat(answer.text("code"))
          .as("%s: %s", key, answer.body())
          .isIn("service_unavailable", "internal_error", "idempotency_key_in_progress");
    }
    throw new AssertionError(key + " was answered with " + seen);
  }

  /// One call in five is throttled, one answer in twenty is lost, and in each hundred calls ten in
  /// a row are answered with 500.
  private static final class Storm implements ExecutionInterceptor {
    private final Random random = new Random(20_261_125);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (random.nextInt(5) == 0) {
        throttled.incrementAndGet();
        throw ThrottlingException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
            .build();
      }
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      boolean isLost =
          context.request() instanceof TransactWriteItemsRequest && random.nextInt(20) == 0;
      if (isLost) {
        lost.incrementAndGet();
      }
      boolean isBroken = calls.getAndIncrement() % 100 >= 90;
      if (isBroken) {
        broken.incrementAndGet();
      }
      return isLost || isBroken
          ? context.httpResponse().toBuilder().statusCode(500).build()
          : context.httpResponse();
    }
  }
}
