package orderflow.orders.dynamodb;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import orderflow.kit.concurrent.Concurrently;
import orderflow.kit.dynamodb.Item;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.DailyReport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the sales figures of a day: eight shards at once, added up.
public final class ReportReader {
  private static final List<Integer> SHARDS =
      IntStream.range(0, ViewKeys.REPORT_SHARDS).boxed().toList();

  private final DynamoDbClient client;
  private final String table;
  private final Generations generations;

  public ReportReader(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.generations = new Generations(client, table, random);
  }

  public DailyReport daily(LocalDate date) {
    ViewKeys keys = generations.current();
    Counters totals = Counters.none();
    TreeMap<String, Counters> products = new TreeMap<>();
    for (var shard : Concurrently.map(SHARDS, number -> read(keys.day(date, number)))) {
      for (var item : shard) {
        String sk = new Item(item).text("sk");
        Counters counters = ViewFigures.counters(item);
        if (sk.equals(ViewKeys.TOTAL)) {
          totals = totals.plus(counters);
        } else {
          products.merge(sk.substring(ViewKeys.SKU_PREFIX.length()), counters, Counters::plus);
        }
      }
    }
    return new DailyReport(date, totals, products);
  }

  private List<Map<String, AttributeValue>> read(String pk) {
    return client
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Keys.text(pk)))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }
}
