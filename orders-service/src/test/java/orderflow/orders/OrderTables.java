package orderflow.orders;

import java.net.URI;
import java.util.List;
import java.util.Map;
import orderflow.dynamodblocal.TestTables;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// OrdersTable and ViewsTable under fresh names on the DynamoDB Local of this JVM.
public record OrderTables(DynamoDbClient client, URI endpoint, String table, String views) {

  public static OrderTables create() {
    return new OrderTables(
        TestTables.client(),
        TestTables.endpoint(),
        TestTables.create("orders", List.of("gsi1", "gsi2", "gsi3")),
        TestTables.createWithoutStream("views", List.of()));
  }

  /// Tables whose changes nobody reads from a stream.
  static OrderTables withoutStream() {
    return new OrderTables(
        TestTables.client(),
        TestTables.endpoint(),
        TestTables.createWithoutStream("orders", List.of("gsi1", "gsi2", "gsi3")),
        TestTables.createWithoutStream("views", List.of()));
  }

  /// The environment of the functions on this table.
  public Map<String, String> environment() {
    return Map.of(
        "ORDERS_TABLE", table,
        "VIEWS_TABLE", views,
        "ORDER_EXPIRY", "PT30M",
        "AWS_REGION", "eu-west-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
  }
}
