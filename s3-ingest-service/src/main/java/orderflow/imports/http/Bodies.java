package orderflow.imports.http;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.ImportMode;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.Tolerance;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;

/// What request bodies must look like.
final class Bodies {
  private static final long MAX_TOLERABLE_ROWS = 1_000_000_000;
  private static final Text SHA_256 =
      Text.matching("[0-9a-f]{64}", 64, "64 lower-case hexadecimal digits");

  private Bodies() {}

  /// Nothing is to be said.
  static final Shape<Boolean> NOTHING = _ -> () -> true;

  static final Shape<ImportSettings> IMPORT =
      fields -> {
        Field<String> kind = fields.text("kind", oneOf(ImportKind.values(), ImportKind::wire));
        Field<String> format =
            fields.optionalText("format", oneOf(ImportFormat.values(), ImportFormat::wire));
        Field<String> mode =
            fields.optionalText("mode", oneOf(ImportMode.values(), ImportMode::wire));
        Field<String> fileName = fields.text("fileName", Text.upTo(255));
        Field<Long> size = fields.integer("sizeBytes", 1, ImportSettings.MAX_BYTES);
        Field<String> sha256 = fields.optionalText("sha256", SHA_256);
        Field<Tolerance> tolerance = fields.optionalObject("tolerance", Bodies::tolerance);
        return () ->
            new ImportSettings(
                ImportKind.parse(kind.get()).orElseThrow(),
                format.optional().flatMap(ImportFormat::parse).orElse(ImportFormat.AUTO),
                mode.optional().flatMap(ImportMode::parse).orElse(ImportMode.COMMIT),
                fileName.get(),
                size.get(),
                sha256.optional(),
                tolerance.optional());
      };

  private static Supplier<Tolerance> tolerance(Fields fields) {
    Field<Long> rows = fields.optionalInteger("rows", 0, MAX_TOLERABLE_ROWS);
    Field<Long> percent = fields.optionalInteger("percent", 0, 100);
    if (rows.isPresent() && percent.isPresent()) {
      fields.fault("percent", "excluded", "must not stand beside rows");
    }
    if (!rows.isPresent() && !percent.isPresent()) {
      fields.fault("rows", "required", "either rows or percent must be given");
    }
    return () ->
        rows.optional()
            .<Tolerance>map(Tolerance.Rows::new)
            .orElseGet(() -> new Tolerance.Percent(percent.get()));
  }

  /// The words stand in the message: what is missing in this version is missing in the list.
  private static <T> Text oneOf(T[] values, Function<T, String> wire) {
    List<String> words = Arrays.stream(values).map(wire).toList();
    return Text.matching(String.join("|", words), 20, String.join(" or ", words));
  }
}
