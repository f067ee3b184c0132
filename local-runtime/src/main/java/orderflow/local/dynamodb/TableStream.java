package orderflow.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stream of one table.
final class TableStream {
  private static final int PAGE = 1000;

  private final StoreApi api;
  private final String arn;
  private final String partitionKey;

  private TableStream(StoreApi api, String arn, String partitionKey) {
    this.api = api;
    this.arn = arn;
    this.partitionKey = partitionKey;
  }

  /// @throws IOException if there is no such table or it has no stream
  static TableStream of(StoreApi api, String table) throws IOException, InterruptedException {
    JsonNode found =
        api.table("DescribeTable", StoreApi.JSON.createObjectNode().put("TableName", table))
            .path("Table");
    if (!found.hasNonNull("LatestStreamArn")) {
      throw new IOException(
          "Stream not found: the table " + table + " has none; give it a StreamSpecification");
    }
    String hash = "";
    for (JsonNode key : found.path("KeySchema")) {
      if (key.path("KeyType").asText().equals("HASH")) {
        hash = key.path("AttributeName").asText();
      }
    }
    return new TableStream(api, found.path("LatestStreamArn").asText(), hash);
  }

  /// As DynamoDB Local says it, with its own region.
  String arn() {
    return arn;
  }

  String partitionKey() {
    return partitionKey;
  }

  /// Oldest first.
  List<Shard> shards() throws IOException, InterruptedException {
    List<Shard> shards = new ArrayList<>();
    ObjectNode request = request();
    Optional<String> last;
    do {
      JsonNode page = api.stream("DescribeStream", request).path("StreamDescription");
      page.path("Shards")
          .forEach(shard -> shards.add(new Shard(text(shard, "ShardId"), parent(shard))));
      last = Optional.ofNullable(page.path("LastEvaluatedShardId").textValue());
      last.ifPresent(id -> request.put("ExclusiveStartShardId", id));
    } while (last.isPresent());
    return shards;
  }

  String iterator(String shard, Position position) throws IOException, InterruptedException {
    ObjectNode request = request().put("ShardId", shard);
    request.put("ShardIteratorType", position.type());
    position.sequence().ifPresent(sequence -> request.put("SequenceNumber", sequence));
    return text(api.stream("GetShardIterator", request), "ShardIterator");
  }

  Page read(String iterator) throws IOException, InterruptedException {
    ObjectNode request = StoreApi.JSON.createObjectNode().put("ShardIterator", iterator);
    JsonNode answer = api.stream("GetRecords", request.put("Limit", PAGE));
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode entry : answer.path("Records")) {
      if (entry instanceof ObjectNode found) {
        records.add(found);
      }
    }
    return new Page(records, Optional.ofNullable(answer.path("NextShardIterator").textValue()));
  }

  private ObjectNode request() {
    return StoreApi.JSON.createObjectNode().put("StreamArn", arn);
  }

  private static Optional<String> parent(JsonNode shard) {
    return Optional.ofNullable(shard.path("ParentShardId").textValue());
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  /// A shard and the one it goes on from.
  record Shard(String id, Optional<String> parent) {}

  /// Some records of a shard.
  ///
  /// @param next where to read on; empty at the end of a closed shard
  record Page(List<ObjectNode> records, Optional<String> next) {}

  /// Where to begin in a shard.
  ///
  /// @param type the ShardIteratorType
  record Position(String type, Optional<String> sequence) {
    static final Position OLDEST = new Position("TRIM_HORIZON", Optional.empty());
    static final Position LATEST = new Position("LATEST", Optional.empty());

    static Position after(String sequence) {
      return new Position("AFTER_SEQUENCE_NUMBER", Optional.of(sequence));
    }
  }
}
