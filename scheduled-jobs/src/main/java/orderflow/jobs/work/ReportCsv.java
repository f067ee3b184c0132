package orderflow.jobs.work;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import orderflow.kit.json.Json;

/// The daily report as CSV: a line a figure, amounts in minor units.
final class ReportCsv {

  private ReportCsv() {}

  static String of(Figures data) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("figure", "sku", "count", "amount", "currency");
      csv.writeRecord("orders", "", Long.toString(data.number("orders")), "", "");
      money(csv, "revenue", "", "", data.list("revenue"));
      money(csv, "refunds", "", "", data.list("refunds"));
      for (Json entry : data.list("skus")) {
        Figures sku = new Figures((Json.Obj) entry);
        String units = Long.toString(sku.number("units"));
        money(csv, "sku", sku.text("sku").orElse(""), units, sku.list("revenue"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void money(
      CsvWriter csv, String figure, String sku, String count, List<Json> amounts) {
    for (Json entry : amounts) {
      Figures money = new Figures((Json.Obj) entry);
      Optional<String> currency = money.text("currency");
      csv.writeRecord(
          figure, sku, count, Long.toString(money.number("amount")), currency.orElse(""));
    }
  }
}
