package orderflow.imports.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import orderflow.imports.domain.Column;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.ImportSchema;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.RowRules;
import orderflow.kit.http.HttpRequest;
import orderflow.kit.http.HttpResponse;
import orderflow.kit.http.Problem;
import orderflow.kit.json.Json;

/// What files must look like.
final class SchemaRoutes {

  private SchemaRoutes() {}

  static HttpResponse list(HttpRequest request) {
    return HttpResponse.json(
        200,
        Json.object()
            .withEach("data", List.of(ImportKind.values()), kind -> schema(ImportSchema.of(kind)))
            .with("next", new Json.Null())
            .build());
  }

  static HttpResponse get(HttpRequest request) {
    return ImportKind.parse(request.pathParameter("kind"))
        .map(kind -> HttpResponse.json(200, schema(ImportSchema.of(kind))))
        .orElseGet(() -> Problem.notFound().in(request));
  }

  /// An empty file: the columns and nothing else.
  static HttpResponse template(HttpRequest request) {
    return ImportKind.parse(request.pathParameter("kind"))
        .map(SchemaRoutes::template)
        .orElseGet(() -> Problem.notFound().in(request));
  }

  private static HttpResponse template(ImportKind kind) {
    byte[] line = (String.join(",", kind.columns()) + "\n").getBytes(UTF_8);
    return HttpResponse.of(200, "text/csv; charset=utf-8", line)
        .with("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(kind.wire()));
  }

  private static Json schema(ImportSchema schema) {
    return Json.object()
        .with("kind", schema.kind().wire())
        .with("version", schema.version())
        .withEach("columns", schema.columns(), SchemaRoutes::column)
        .with("limits", limits(schema.kind()))
        .build();
  }

  private static Json limits(ImportKind kind) {
    Json.Builder limits =
        Json.object()
            .with("maxFileBytes", ImportSettings.MAX_BYTES)
            .with("maxRecordBytes", ImportSchema.MAX_RECORD_BYTES);
    return kind == ImportKind.ORDERS
        ? limits.with("maxLinesOfAnOrder", RowRules.MAX_LINES).build()
        : limits.build();
  }

  private static Json column(Column column) {
    Json.Builder json =
        Json.object()
            .with("name", column.name())
            .with("required", column.required())
            .with("type", column.type().wire());
    switch (column.type()) {
      case Column.Text(int maxLength) -> json.with("maxLength", maxLength);
      case Column.Form(var pattern, var words) ->
          json.with("pattern", pattern.pattern()).with("form", words);
      case Column.Whole whole ->
          json.with("minimum", whole.minimum()).with("maximum", whole.maximum());
      case Column.Flag(boolean fallback) -> json.with("default", fallback);
    }
    return json.with("meaning", column.meaning()).with("example", column.example()).build();
  }
}
