package orderflow.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import orderflow.kit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Indexes that have not heard of the latest writes (Developer Guide, "Read consistency for
/// DynamoDB": reads of a global secondary index are eventually consistent).
class StaleIndexTest {
  @TempDir private Path folder;

  private final OrderTables tables = OrderTables.withoutStream();
  private final Behind behind = new Behind();

  @Test
  void a_list_by_status_shows_no_order_that_has_another_by_now() {
    Shop shop = new Shop(tables, behind);
    shop.stock("A", 5);
    String id = shop.order("k1", "A", 1).text("id");
    Shop.Answer before = pending(shop);
    behind.stopHere();
    shop.pay(id, "k2", "\"1\"", 500);

    Shop.Answer after = pending(shop);

    assertThat(before.body()).contains(id);
    assertThat(after.body()).doesNotContain(id);
    assertThat(behind.stale).hasPositiveValue();
  }

  @Test
  void an_order_that_was_paid_in_time_does_not_expire_by_an_old_index() throws IOException {
    Map<String, String> environment = new HashMap<>(tables.environment());
    Path offset = folder.resolve("offset");
    environment.put("CLOCK_OFFSET_FILE", offset.toString());
    Shop shop = new Shop(environment);
    shop.stock("A", 5);
    Shop.Answer placed = shop.order("k1", "A", 1);
    Files.writeString(offset, "PT29M");
    expire(environment);
    behind.stopHere();
    shop.pay(placed.text("id"), "k2", "\"1\"", 500);
    Files.writeString(offset, "PT31M");

    List<Json.Obj> results = expire(environment);

    assertThat(results.toString()).contains("expired");
    assertThat(
            shop.staff("GET /v1/orders/{orderId}")
                .path("orderId", placed.text("id"))
                .send()
                .text("status"))
        .isEqualTo("paid");
    assertThat(behind.stale).hasPositiveValue();
    assertThat(shop.available("A")).isEqualTo(4);
  }

  private List<Json.Obj> expire(Map<String, String> environment) {
    OrderCommandsFunction function =
        new OrderCommandsFunction(
            environment,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            behind);
    return Commands.send(function, "ExpireOrders", "{}");
  }

  private static Shop.Answer pending(Shop shop) {
    return shop.customer("GET /v1/orders").query("status", "pending").send();
  }

  /// Answers queries of indexes as they were answered before it stopped.
  private static final class Behind implements ExecutionInterceptor {
    private final Map<String, SdkResponse> answers = new ConcurrentHashMap<>();
    private final AtomicInteger stale = new AtomicInteger();
    private volatile boolean stopped;

    void stopHere() {
      stopped = true;
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof QueryRequest query) || query.indexName() == null) {
        return context.response();
      }
      String partition = String.valueOf(query.expressionAttributeValues().get(":pk"));
      SdkResponse old = answers.get(partition);
      if (!stopped || old == null) {
        answers.put(partition, context.response());
        return context.response();
      }
      stale.incrementAndGet();
      return old;
    }
  }
}
