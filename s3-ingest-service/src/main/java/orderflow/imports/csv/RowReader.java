package orderflow.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.Position;
import orderflow.imports.domain.Row;
import orderflow.imports.domain.Separator;

/// Reads the rows of a file one by one; a row's length bounds what is kept in memory.
public final class RowReader {
  private static final int BOM_BYTES = 3;

  private final RecordSplitter records;
  private final CsvText texts = new CsvText();
  private final Header header;
  private Position position;

  private RowReader(RecordSplitter records, Header header, Position position) {
    this.records = records;
    this.header = header;
    this.position = position;
  }

  /// Begins at the start of a file and reads its header.
  ///
  /// @throws UnreadableFileException when the file is no UTF-8 or has no good header
  public static RowReader open(InputStream input, ImportKind kind)
      throws IOException, UnreadableFileException {
    RecordSplitter records = new RecordSplitter(input, 0, 0);
    Optional<RawRecord> first = records.next();
    if (first.isEmpty()) {
      throw empty();
    }
    Header header = header(first.get(), kind);
    records.separateBy(header.separator());
    Position start = new Position(first.get().end(), 0, first.get().linesBeforeNext());
    return new RowReader(records, header, start);
  }

  /// Goes on at a boundary, with the header of an earlier reader of the same file.
  public static RowReader resume(InputStream input, Header header, Position position) {
    RecordSplitter records = new RecordSplitter(input, position.offset(), position.line());
    records.separateBy(header.separator());
    return new RowReader(records, header, position);
  }

  public Header header() {
    return header;
  }

  /// The boundary before the row that comes next.
  public Position position() {
    return position;
  }

  /// The next row, nothing at the end.
  ///
  /// @throws UnreadableFileException when a record is no UTF-8 or too long
  public Optional<Row> next() throws IOException, UnreadableFileException {
    Optional<RawRecord> record = records.next();
    return record.isPresent() ? Optional.of(row(record.get())) : Optional.empty();
  }

  private Row row(RawRecord record) throws UnreadableFileException {
    String text = texts.decode(record, 0);
    Position before = new Position(record.offset(), position.row(), record.line() - 1);
    pass(record);
    return switch (CsvText.fields(text, header.separator())) {
      case CsvText.Malformed(String why) -> new Row(before, position, List.of(text), why);
      case CsvText.Taken(List<String> fields) -> new Row(before, position, fields, surplus(fields));
    };
  }

  /// Passes the next row without taking it apart.
  ///
  /// @return whether there was one
  /// @throws UnreadableFileException as for [#next()]
  public boolean skip() throws IOException, UnreadableFileException {
    Optional<RawRecord> record = records.next();
    if (record.isPresent()) {
      texts.decode(record.get(), 0);
      pass(record.get());
    }
    return record.isPresent();
  }

  private void pass(RawRecord record) {
    position = new Position(record.end(), position.row() + 1, record.linesBeforeNext());
  }

  private String surplus(List<String> fields) {
    return fields.size() == header.size()
        ? ""
        : "the row has %d cells, the header %d".formatted(fields.size(), header.size());
  }

  private static Header header(RawRecord record, ImportKind kind) throws UnreadableFileException {
    refuseUtf16(record);
    String text = new CsvText().decode(record, hasBom(record) ? BOM_BYTES : 0);
    Separator separator = separator(text, kind);
    return switch (CsvText.fields(text, separator)) {
      case CsvText.Malformed(String why) ->
          throw new UnreadableFileException("header_invalid", why, "correct the first line");
      case CsvText.Taken(List<String> fields) -> Header.read(kind, separator, fields);
    };
  }

  /// The separator by which the header has most of the kind's columns; a comma if none is better.
  private static Separator separator(String text, ImportKind kind) {
    Separator best = Separator.COMMA;
    for (Separator other : Separator.values()) {
      if (known(text, other, kind) > known(text, best, kind)) {
        best = other;
      }
    }
    return best;
  }

  private static long known(String text, Separator separator, ImportKind kind) {
    return CsvText.fields(text, separator) instanceof CsvText.Taken(List<String> fields)
        ? fields.stream().map(String::strip).filter(kind.columns()::contains).distinct().count()
        : 0;
  }

  private static boolean hasBom(RawRecord record) {
    return startsWith(record, 0xef, 0xbb, 0xbf);
  }

  private static void refuseUtf16(RawRecord record) throws UnreadableFileException {
    if (startsWith(record, 0xff, 0xfe) || startsWith(record, 0xfe, 0xff)) {
      throw new UnreadableFileException(
          "not_utf8", "the file is UTF-16", "save the file as UTF-8 and upload it again");
    }
  }

  private static boolean startsWith(RawRecord record, int... bytes) {
    byte[] start = record.from(0);
    for (int i = 0; i < bytes.length; i++) {
      if (start.length <= i || (start[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static UnreadableFileException empty() {
    return new UnreadableFileException(
        "empty_file", "the file has no line", "begin the file with its columns");
  }
}
