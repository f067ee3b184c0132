package orderflow.jobs.work;

import java.util.List;
import java.util.stream.Collectors;
import orderflow.kit.json.Json;

/// The daily report as the text of a mail. Amounts are in minor units, as everywhere.
final class ReportText {

  private ReportText() {}

  static String of(String date, Figures data) {
    return """
    Orders on %s: %d
    Revenue: %s
    Refunds: %s
    Products sold: %d
    """
        .formatted(
            date,
            data.number("orders"),
            amounts(data.list("revenue")),
            amounts(data.list("refunds")),
            data.list("skus").size());
  }

  private static String amounts(List<Json> amounts) {
    return amounts.isEmpty()
        ? "none"
        : amounts.stream()
            .map(Json.Obj.class::cast)
            .map(Figures::new)
            .map(money ->
                money.number("amount") + " " + money.text("currency").orElse("") + " (minor units)")
            .collect(Collectors.joining(", "));
  }
}
