package orderflow.system.openapi;

import java.util.Arrays;
import java.util.stream.Collectors;
import orderflow.imports.domain.Column;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.ImportSchema;
import orderflow.imports.domain.RowRules;

/// The page about files to import, written from the schemas that rows are checked by.
final class ImportSchemasPage {

  private ImportSchemasPage() {}

  static String text() {
    return """
    # Files to import

    Made from `ImportSchema`, by which rows are checked; `GET /v1/import-schemas` gives the same to programs, `GET /v1/import-schemas/{kind}/template` an empty file.

    A file is CSV (RFC 4180) or JSON Lines in UTF-8, with or without a byte order mark, plain or as gzip of one or more members. In JSON Lines each line is an object with the columns as members: texts, numbers, truth values or `null`. In CSV the first line names the columns, in any order, separated by commas, semicolons or tabs, and so are the cells that follow; a column `errors` is not looked at. Cells are taken without blanks around them. A record has at most %d KiB. Consecutive rows of one `reference` are one order of at most %d lines.

    %s
    """
        .formatted(
            ImportSchema.MAX_RECORD_BYTES / 1024,
            RowRules.MAX_LINES,
            Arrays.stream(ImportKind.values())
                .map(kind -> section(ImportSchema.of(kind)))
                .collect(Collectors.joining("\n")))
        .stripTrailing()
        .concat("\n");
  }

  private static String section(ImportSchema schema) {
    return """
    ## `%s`, version %d

    | Column | Must be there | A value is | Meaning | Example |
    |---|---|---|---|---|
    %s
    """
        .formatted(
            schema.kind().wire(),
            schema.version(),
            schema.columns().stream()
                .map(ImportSchemasPage::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(Column column) {
    return "| `%s` | %s | %s | %s | `%s` |"
        .formatted(
            column.name(),
            column.required() ? "yes" : "no",
            type(column.type()),
            column.meaning(),
            column.example());
  }

  private static String type(Column.Type type) {
    return switch (type) {
      case Column.Text(int maxLength) -> "text of at most %d characters".formatted(maxLength);
      case Column.Form(var _, var words) -> words;
      case Column.Whole whole ->
          "a whole number from %d to %d".formatted(whole.minimum(), whole.maximum());
      case Column.Flag(boolean fallback) ->
          "`true` or `false`; empty means `%b`".formatted(fallback);
    };
  }
}
