package orderflow.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One `AWS::DynamoDB::Table`.
///
/// @param attributes key attributes and their type (`S`, `N`, `B`)
/// @param streamViewType empty when the table has no stream
/// @param ttlAttribute epoch seconds after which an item may be deleted
public record Table(
    String logicalId,
    String name,
    Map<String, String> attributes,
    KeySchema keys,
    List<Index> indexes,
    Optional<String> streamViewType,
    Optional<String> ttlAttribute,
    SourcePosition position) {

  public Table {
    attributes = Map.copyOf(attributes);
    indexes = List.copyOf(indexes);
  }

  /// The key attributes of a table or an index.
  public record KeySchema(String partitionKey, Optional<String> sortKey) {}

  /// A global secondary index.
  ///
  /// @param projection `ALL`, `KEYS_ONLY` or `INCLUDE`
  /// @param projected the attributes of an `INCLUDE` projection
  public record Index(String name, KeySchema keys, String projection, List<String> projected) {
    public Index {
      projected = List.copyOf(projected);
    }
  }
}
