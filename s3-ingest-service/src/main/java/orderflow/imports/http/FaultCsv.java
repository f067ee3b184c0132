package orderflow.imports.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import orderflow.imports.csv.FormulaGuard;
import orderflow.imports.csv.Header;
import orderflow.imports.domain.CellFault;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.RowFault;

/// Bad rows as a file to mend and send again: the columns of the kind, and one that says what is
/// wrong, which a later import does not look at. No cell is a formula for a spreadsheet.
final class FaultCsv {

  private FaultCsv() {}

  static byte[] write(ImportKind kind, List<RowFault> faults) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);
    List<String> columns = new ArrayList<>(kind.columns());
    columns.add(Header.ERRORS);
    csv.writeRecord(columns);
    rows(faults).values().forEach(row -> csv.writeRecord(cells(row)));
    return text.toString().getBytes(UTF_8);
  }

  /// A row whose faults begin on the page before stands there.
  private static Map<Long, List<RowFault>> rows(List<RowFault> faults) {
    Map<Long, List<RowFault>> rows =
        faults.stream()
            .collect(Collectors.groupingBy(RowFault::row, TreeMap::new, Collectors.toList()));
    rows.values().removeIf(row -> row.getFirst().number() > 0);
    return rows;
  }

  private static List<String> cells(List<RowFault> row) {
    List<String> cells = new ArrayList<>();
    row.getFirst().cells().forEach(cell -> cells.add(FormulaGuard.on(cell)));
    cells.add(
        FormulaGuard.on(
            row.stream()
                .map(RowFault::fault)
                .map(FaultCsv::sentence)
                .collect(Collectors.joining("; "))));
    return cells;
  }

  private static String sentence(CellFault fault) {
    return fault.column().map(column -> column + " ").orElse("") + fault.detail();
  }
}
