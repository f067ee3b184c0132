package orderflow.orders.commands;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import orderflow.kit.command.ItemResult;
import orderflow.kit.json.Decoded;
import orderflow.kit.json.Field;
import orderflow.kit.json.Fields;
import orderflow.kit.json.Json;
import orderflow.kit.json.Shape;
import orderflow.kit.json.Text;
import orderflow.model.Money;
import orderflow.orders.application.ReadReports;
import orderflow.orders.domain.Counters;
import orderflow.orders.domain.DailyReport;

/// Items of `ReportData`: `{"date"}`. The figures are those of `GET /v1/reports/daily/{date}`.
final class ReportDataCommand {
  private static final Shape<String> ITEM =
      fields -> {
        Field<String> date = fields.text("date", Text.upTo(10));
        return date::get;
      };

  private final ReadReports read;

  ReportDataCommand(ReadReports read) {
    this.read = read;
  }

  ItemResult carryOut(Json item) {
    return switch (Fields.decode(item, ITEM)) {
      case Decoded.Invalid<String>(var faults) -> ItemResult.invalid(faults);
      case Decoded.Valid<String>(String date) -> report(date);
    };
  }

  private ItemResult report(String date) {
    try {
      return view(read.daily(LocalDate.parse(date)));
    } catch (DateTimeException e) {
      return ItemResult.refused("invalid_input", "/date must be a date such as 2026-01-31");
    }
  }

  private static ItemResult view(DailyReport report) {
    Counters totals = report.totals();
    return ItemResult.ok(
        Json.object()
            .with("date", report.date().toString())
            .with("revenue", money(totals, Counters.REVENUE))
            .with("orders", totals.count(Counters.ORDERS))
            .with("refunds", money(totals, Counters.REFUNDS))
            .with("cancellations", totals.count(Counters.CANCELLATIONS))
            .with("expiries", totals.count(Counters.EXPIRIES))
            .withEach("skus", List.copyOf(report.products().entrySet()), ReportDataCommand::sku)
            .build());
  }

  private static Json sku(Map.Entry<String, Counters> product) {
    return Json.object()
        .with("sku", product.getKey())
        .with("units", product.getValue().count(Counters.UNITS))
        .with("revenue", money(product.getValue(), Counters.REVENUE))
        .build();
  }

  private static Json money(Counters counters, String figure) {
    List<Money> amounts = counters.money(figure);
    return Json.of(amounts.stream().map(Json::of).toList());
  }
}
