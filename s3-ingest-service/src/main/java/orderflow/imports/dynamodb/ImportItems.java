package orderflow.imports.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import orderflow.imports.domain.Failure;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.ImportMode;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.ImportStatus;
import orderflow.imports.domain.ObjectVersion;
import orderflow.imports.domain.Sequencer;
import orderflow.imports.domain.Tolerance;
import orderflow.kit.dynamodb.Item;
import orderflow.kit.dynamodb.ItemBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Imports as items.
final class ImportItems {

  private ImportItems() {}

  static Map<String, AttributeValue> write(Import made) {
    ItemBuilder item =
        ItemBuilder.item(Keys.file(made.id()))
            .with("id", made.id())
            .with("settings", settings(made.settings()))
            .with("status", made.status().wire())
            .with("createdBy", made.createdBy())
            .with("createdAt", made.createdAt())
            .with("duplicateOf", made.duplicateOf())
            .with("version", made.version())
            .with("gsi1pk", Keys.month(Keys.monthOf(made.createdAt())))
            .with("gsi1sk", made.id());
    made.object().ifPresent(object -> item.with("object", object(object)));
    made.startedAt().ifPresent(at -> item.with("startedAt", at));
    made.finishedAt().ifPresent(at -> item.with("finishedAt", at));
    made.failure().ifPresent(failure -> item.with("failure", failure(failure)));
    return item.build();
  }

  static Import read(Map<String, AttributeValue> attributes) {
    Item item = new Item(attributes);
    return new Import(
        item.text("id"),
        settings(item.map("settings")),
        ImportStatus.of(item.text("status")),
        item.optionalText("createdBy"),
        item.optionalMap("object").map(ImportItems::object),
        item.time("createdAt"),
        time(item, "startedAt"),
        time(item, "finishedAt"),
        item.optionalText("duplicateOf"),
        item.optionalMap("failure").map(ImportItems::failure),
        item.number("version"));
  }

  static AttributeValue object(ObjectVersion object) {
    return ItemBuilder.map()
        .with("bucket", object.bucket())
        .with("key", object.key())
        .with("eTag", object.eTag())
        .with("size", object.size())
        .with("sequencer", object.sequencer().padded())
        .value();
  }

  static AttributeValue failure(Failure failure) {
    return ItemBuilder.map()
        .with("code", failure.code())
        .with("detail", failure.detail())
        .with("hint", failure.hint())
        .value();
  }

  private static AttributeValue settings(ImportSettings settings) {
    ItemBuilder map =
        ItemBuilder.map()
            .with("kind", settings.kind().wire())
            .with("format", settings.format().wire())
            .with("mode", settings.mode().wire())
            .with("fileName", settings.fileName())
            .with("sizeBytes", settings.sizeBytes())
            .with("sha256", settings.sha256());
    settings
        .tolerance()
        .ifPresent(tolerance -> {
          switch (tolerance) {
            case Tolerance.Rows(long rows) -> map.with("tolerableRows", rows);
            case Tolerance.Percent(long percent) -> map.with("tolerablePercent", percent);
          }
        });
    return map.value();
  }

  private static ImportSettings settings(Item map) {
    return new ImportSettings(
        ImportKind.parse(map.text("kind")).orElseThrow(),
        ImportFormat.parse(map.text("format")).orElseThrow(),
        ImportMode.parse(map.text("mode")).orElseThrow(),
        map.text("fileName"),
        map.number("sizeBytes"),
        map.optionalText("sha256"),
        tolerance(map));
  }

  private static Optional<Tolerance> tolerance(Item map) {
    if (map.attributes().containsKey("tolerableRows")) {
      return Optional.of(new Tolerance.Rows(map.number("tolerableRows")));
    }
    return map.attributes().containsKey("tolerablePercent")
        ? Optional.of(new Tolerance.Percent(map.number("tolerablePercent")))
        : Optional.empty();
  }

  private static ObjectVersion object(Item map) {
    return new ObjectVersion(
        map.text("bucket"),
        map.text("key"),
        map.text("eTag"),
        map.number("size"),
        new Sequencer(map.text("sequencer")));
  }

  private static Failure failure(Item map) {
    return new Failure(map.text("code"), map.text("detail"), map.text("hint"));
  }

  private static Optional<Instant> time(Item item, String name) {
    return item.attributes().containsKey(name) ? Optional.of(item.time(name)) : Optional.empty();
  }
}
