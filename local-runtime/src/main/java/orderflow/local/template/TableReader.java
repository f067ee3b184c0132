package orderflow.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an `AWS::DynamoDB::Table`.
final class TableReader {
  private TableReader() {}

  static Table read(
      Resources.Declaration resource, String name, Properties table, Findings findings) {
    table
        .report(
            findings,
            "not emulated; requests behave the same",
            "SSESpecification",
            "PointInTimeRecoverySpecification",
            "DeletionProtectionEnabled",
            "TableClass",
            "ContributorInsightsSpecification",
            "Tags")
        .report(
            findings,
            "not emulated: this table never throttles",
            "ProvisionedThroughput",
            "OnDemandThroughput",
            "WarmThroughput")
        .neutral("TableName", "BillingMode");
    Table read =
        new Table(
            resource.logicalId(),
            name,
            attributes(table),
            table.required("KeySchema", TableReader::keys),
            table
                .read("GlobalSecondaryIndexes", value -> indexes(value, findings))
                .orElse(List.of()),
            stream(table, findings),
            ttl(table, findings),
            resource.at());
    table.finish(findings);
    return read;
  }

  private static Map<String, String> attributes(Properties table) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Value item : table.required("AttributeDefinitions", Shapes::items)) {
      Properties attribute = new Properties("AttributeDefinitions", Shapes.mapping(item));
      attributes.put(
          attribute.required("AttributeName", Shapes::text),
          attribute.required("AttributeType", Shapes::text));
    }
    return attributes;
  }

  private static Table.KeySchema keys(Value value) {
    Map<String, String> byType = new LinkedHashMap<>();
    for (Value item : Shapes.items(value)) {
      Properties key = new Properties("KeySchema", Shapes.mapping(item));
      byType.put(
          key.required("KeyType", Shapes::text), key.required("AttributeName", Shapes::text));
    }
    String partition = byType.get("HASH");
    if (partition == null) {
      throw Refusal.expected(value, "a key of KeyType HASH");
    }
    return new Table.KeySchema(partition, Optional.ofNullable(byType.get("RANGE")));
  }

  private static List<Table.Index> indexes(Value value, Findings findings) {
    List<Table.Index> indexes = new ArrayList<>();
    for (Value item : Shapes.items(value)) {
      Properties index =
          new Properties("GlobalSecondaryIndexes", Shapes.mapping(item))
              .neutral("ProvisionedThroughput", "OnDemandThroughput");
      Properties projection = index.nested("Projection").orElseThrow(() -> missing(item));
      indexes.add(
          new Table.Index(
              index.required("IndexName", Shapes::text),
              index.required("KeySchema", TableReader::keys),
              projection.required("ProjectionType", Shapes::text),
              projection.read("NonKeyAttributes", Shapes::texts).orElse(List.of())));
      projection.finish(findings);
      index.finish(findings);
    }
    return indexes;
  }

  private static Refusal missing(Value index) {
    return new Refusal(index.at(), "an index without Projection", "the property is required");
  }

  private static Optional<String> stream(Properties table, Findings findings) {
    return table
        .nested("StreamSpecification")
        .map(stream -> {
          String type = stream.required("StreamViewType", Shapes::text);
          stream.finish(findings);
          return type;
        });
  }

  private static Optional<String> ttl(Properties table, Findings findings) {
    return table
        .nested("TimeToLiveSpecification")
        .flatMap(ttl -> {
          boolean enabled = ttl.required("Enabled", Shapes::bool);
          Optional<String> attribute = ttl.read("AttributeName", Shapes::text);
          ttl.finish(findings);
          return enabled ? attribute : Optional.empty();
        });
  }
}
