package orderflow.orders.commands;

import java.util.Optional;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.kit.time.Deadline;
import orderflow.orders.application.Reconcile;
import orderflow.orders.domain.Discrepancy;

/// Items of `Reconcile`: `{"cursor"?}`. A run is one call after another until there is no cursor.
final class ReconcileCommand {
  private static final int LONGEST_CURSOR = 1_000_000;
  private static final Shape<Optional<String>> ITEM =
      fields -> {
        Field<String> cursor = fields.optionalText("cursor", Text.upTo(LONGEST_CURSOR));
        return cursor::optional;
      };

  private final Reconcile reconcile;

  ReconcileCommand(Reconcile reconcile) {
    this.reconcile = reconcile;
  }

  ItemResult carryOut(Json item, Deadline deadline) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<Optional<String>>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<Optional<String>>(var cursor) ->
          cursor
              .map(text -> reconcile.resume(text, deadline))
              .orElseGet(() -> Optional.of(reconcile.begin(deadline)))
              .map(ReconcileCommand::view)
              .orElseGet(() ->
                  ItemResult.refused("cursor_invalid", "the cursor is not one of this command"));
    };
  }

  private static ItemResult view(Reconcile.Report report) {
    Json cursor = report.cursor().<Json>map(Json::of).orElseGet(Json.Null::new);
    return ItemResult.ok(
        Json.object()
            .with(
                "checked",
                Json.object()
                    .with("products", report.products())
                    .with("orders", report.orders())
                    .with("events", report.events())
                    .build())
            .with("unsettled", report.unsettled())
            .withEach("discrepancies", report.discrepancies(), ReconcileCommand::view)
            .with("cursor", cursor)
            .build());
  }

  private static Json view(Discrepancy discrepancy) {
    return Json.object()
        .with("equation", discrepancy.equation().wire())
        .with("subject", discrepancy.subject())
        .with("expected", discrepancy.expected())
        .with("found", discrepancy.found())
        .build();
  }
}
