package orderflow.imports.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orderflow.imports.domain.Checkpoint;
import orderflow.imports.domain.Counts;
import orderflow.imports.domain.Failure;
import orderflow.imports.domain.Import;
import orderflow.imports.domain.ImportSettings;
import orderflow.imports.domain.Inspection;
import orderflow.imports.domain.Progress;
import orderflow.imports.domain.RowFault;
import orderflow.imports.domain.Tolerance;
import orderflow.imports.s3.Uploads;
import orderflow.kit.json.Json;

/// Imports and faults as clients see them.
final class Views {

  private Views() {}

  static Json.Obj progress(Progress progress) {
    Import file = progress.file();
    Checkpoint checkpoint = progress.checkpoint();
    Json.Builder json = Json.object().with("id", file.id());
    settings(json, file.settings());
    return json.with("status", file.status().wire())
        .with("counts", counts(checkpoint.counts()))
        .with("bytesRead", checkpoint.position().offset())
        .with("rowsPerSecond", progress.rowsPerSecond().<Json>map(Json::of).orElse(new Json.Null()))
        .with("estimatedCompletionAt", time(progress.estimatedCompletion()))
        .with("checksum", text(checkpoint.inspection().map(Inspection::sha256)))
        .with("duplicateOf", text(file.duplicateOf()))
        .with("failure", file.failure().<Json>map(Views::failure).orElse(new Json.Null()))
        .with("createdBy", text(file.createdBy()))
        .with("createdAt", file.createdAt().toString())
        .with("startedAt", time(file.startedAt()))
        .with("finishedAt", time(file.finishedAt()))
        .with("updatedAt", updatedAt(progress).toString())
        .build();
  }

  /// Two counters make one: each of them rises with every change it is about.
  static String etag(Progress progress) {
    return "\"%d-%d\"".formatted(progress.file().version(), progress.checkpoint().version());
  }

  static Json upload(Uploads.Upload upload) {
    Json.Builder headers = Json.object();
    Map<String, String> sorted = new TreeMap<>(upload.headers());
    sorted.forEach(headers::with);
    return Json.object()
        .with("method", "PUT")
        .with("url", upload.url())
        .with("headers", headers.build())
        .with("expiresAt", upload.expiresAt().toString())
        .build();
  }

  static Json fault(RowFault fault) {
    return Json.object()
        .with("row", fault.row())
        .with("line", fault.line())
        .with("column", text(fault.fault().column()))
        .with("code", fault.fault().code())
        .with("detail", fault.fault().detail())
        .with("hint", fault.fault().hint())
        .with("excerpt", fault.fault().excerpt())
        .build();
  }

  private static void settings(Json.Builder json, ImportSettings settings) {
    json.with("kind", settings.kind().wire())
        .with("format", settings.format().wire())
        .with("mode", settings.mode().wire())
        .with("fileName", settings.fileName())
        .with("sizeBytes", settings.sizeBytes())
        .with("sha256", text(settings.sha256()))
        .with(
            "tolerance", settings.tolerance().<Json>map(Views::tolerance).orElse(new Json.Null()));
  }

  private static Json tolerance(Tolerance tolerance) {
    return switch (tolerance) {
      case Tolerance.Rows(long rows) -> Json.object().with("rows", rows).build();
      case Tolerance.Percent(long percent) -> Json.object().with("percent", percent).build();
    };
  }

  private static Json counts(Counts counts) {
    return Json.object()
        .with("total", counts.total())
        .with("created", counts.created())
        .with("updated", counts.updated())
        .with("unchanged", counts.unchanged())
        .with("duplicate", counts.duplicate())
        .with("failed", counts.failed())
        .with("unprocessed", counts.unprocessed())
        .build();
  }

  private static Json failure(Failure failure) {
    return Json.object()
        .with("code", failure.code())
        .with("detail", failure.detail())
        .with("hint", failure.hint())
        .build();
  }

  private static Instant updatedAt(Progress progress) {
    Instant checkpoint = progress.checkpoint().updatedAt();
    return progress.file().finishedAt().filter(checkpoint::isBefore).orElse(checkpoint);
  }

  private static Json time(Optional<Instant> time) {
    return text(time.map(Instant::toString));
  }

  private static Json text(Optional<String> text) {
    return text.<Json>map(Json::of).orElse(new Json.Null());
  }
}
