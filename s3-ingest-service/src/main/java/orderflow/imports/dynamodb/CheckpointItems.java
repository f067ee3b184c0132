package orderflow.imports.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Counts;
import orderflow.imports.domain.Inspection;
import orderflow.imports.domain.Notation;
import orderflow.imports.domain.Position;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Checkpoints as items. `state` holds everything that a run moves, so that one assignment moves
/// counts and position together.
final class CheckpointItems {

  private CheckpointItems() {}

  static AttributeValue state(Checkpoint checkpoint) {
    Counts counts = checkpoint.counts();
    ItemBuilder map =
        ItemBuilder.map()
            .with("offset", checkpoint.position().offset())
            .with("row", checkpoint.position().row())
            .with("line", checkpoint.position().line())
            .with("created", counts.created())
            .with("updated", counts.updated())
            .with("unchanged", counts.unchanged())
            .with("duplicate", counts.duplicate())
            .with("failed", counts.failed())
            .with("unprocessed", counts.unprocessed())
            .with("version", checkpoint.version());
    checkpoint
        .inspection()
        .ifPresent(found ->
            map.with("sha256", found.sha256())
                .with("rows", found.rows())
                .with("notation", found.notation().wire())
                .with("gzip", found.isGzip())
                .withEach("columns", found.columns(), AttributeValue::fromS));
    return map.value();
  }

  static Checkpoint read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    Item state = item.map("state");
    return new Checkpoint(
        item.number("fence"),
        new Position(state.number("offset"), state.number("row"), state.number("line")),
        new Counts(
            state.number("created"),
            state.number("updated"),
            state.number("unchanged"),
            state.number("duplicate"),
            state.number("failed"),
            state.number("unprocessed")),
        inspection(state),
        item.time("updatedAt"),
        state.number("version"));
  }

  private static Optional<Inspection> inspection(Item state) {
    return state
        .optionalText("sha256")
        .map(sha256 ->
            new Inspection(
                sha256,
                state.attributes().containsKey("gzip") && state.bool("gzip"),
                state.number("rows"),
                notation(state),
                columns(state)));
  }

  /// Checkpoints of the first release are of files with commas.
  private static Notation notation(Item state) {
    return state.optionalText("notation").flatMap(Notation::parse).orElse(Notation.COMMA);
  }

  private static List<String> columns(Item state) {
    return Objects.requireNonNull(state.attributes().get("columns")).l().stream()
        .map(AttributeValue::s)
        .toList();
  }
}
