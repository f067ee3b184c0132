package orderflow.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import orderflow.imports.domain.ImportFormat;
import orderflow.imports.domain.ImportKind;
import orderflow.imports.domain.Notation;
import orderflow.imports.domain.Position;
import orderflow.imports.domain.Row;

/// Reads the rows of a file one by one; a row's length bounds what is kept in memory.
public final class RowReader {
  private static final int BOM_BYTES = 3;

  private final RecordSplitter records;
  private final CsvText texts = new CsvText();
  private final Header header;
  private Position position;
  private Optional<RawRecord> ahead = Optional.empty();

  private RowReader(RecordSplitter records, Header header, Position position) {
    this.records = records;
    this.header = header;
    this.position = position;
  }

  /// Begins at the start of a file and reads its header, if it has one.
  ///
  /// @throws UnreadableFileException when the file is no UTF-8, has no good header, or is not of
  ///   the format
  public static RowReader open(InputStream input, ImportKind kind, ImportFormat format)
      throws IOException, UnreadableFileException {
    RecordSplitter records = new RecordSplitter(input, 0, 0);
    boolean isJson = records.peek() == '{';
    if (isJson) {
      records.cutAs(Notation.JSON_LINES);
    }
    Optional<RawRecord> first = records.next();
    if (first.isEmpty()) {
      throw empty();
    }
    refuseUtf16(first.get());
    refuseOther(isJson, format);
    return isJson ? jsonLines(records, first.get(), kind) : csv(records, first.get(), kind);
  }

  private static RowReader csv(RecordSplitter records, RawRecord first, ImportKind kind)
      throws UnreadableFileException {
    Header header = header(new CsvText().decode(first, hasBom(first) ? BOM_BYTES : 0), kind);
    records.cutAs(header.notation());
    Position start = new Position(first.end(), 0, first.linesBeforeNext());
    return new RowReader(records, header, start);
  }

  /// The first line is a row already.
  private static RowReader jsonLines(RecordSplitter records, RawRecord first, ImportKind kind) {
    RowReader reader =
        new RowReader(
            records,
            Header.of(kind, Notation.JSON_LINES, kind.columns()),
            new Position(first.offset(), 0, first.line() - 1));
    reader.ahead = Optional.of(first);
    return reader;
  }

  private static void refuseOther(boolean isJson, ImportFormat format)
      throws UnreadableFileException {
    if (isJson ? format == ImportFormat.CSV : format == ImportFormat.JSONL) {
      throw new UnreadableFileException(
          "format_differs",
          isJson
              ? "the file begins with a JSON object, CSV was announced"
              : "the file does not begin with a JSON object, JSON Lines were announced",
          "announce the format that the file has, or auto");
    }
  }

  /// Goes on at a boundary, with the header of an earlier reader of the same file.
  public static RowReader resume(InputStream input, Header header, Position position) {
    RecordSplitter records = new RecordSplitter(input, position.offset(), position.line());
    records.cutAs(header.notation());
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
    Optional<RawRecord> record = take();
    return record.isPresent() ? Optional.of(row(record.get())) : Optional.empty();
  }

  private Optional<RawRecord> take() throws IOException, UnreadableFileException {
    Optional<RawRecord> record = ahead.isPresent() ? ahead : records.next();
    ahead = Optional.empty();
    return record;
  }

  private Row row(RawRecord record) throws UnreadableFileException {
    boolean marked = record.offset() == 0 && hasBom(record);
    String text = texts.decode(record, marked ? BOM_BYTES : 0);
    Position before = new Position(record.offset(), position.row(), record.line() - 1);
    pass(record);
    return header.notation().isCsv()
        ? csvRow(text, before)
        : JsonLine.row(text, header, before, position);
  }

  private Row csvRow(String text, Position before) {
    return switch (CsvText.fields(text, header.notation())) {
      case CsvText.Malformed(String why) -> new Row(before, position, List.of(text), why);
      case CsvText.Taken(List<String> fields) -> new Row(before, position, fields, surplus(fields));
    };
  }

  /// Passes the next row without taking it apart.
  ///
  /// @return whether there was one
  /// @throws UnreadableFileException as for [#next()]
  public boolean skip() throws IOException, UnreadableFileException {
    Optional<RawRecord> record = take();
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

  private static Header header(String text, ImportKind kind) throws UnreadableFileException {
    Notation separator = separator(text, kind);
    return switch (CsvText.fields(text, separator)) {
      case CsvText.Malformed(String why) ->
          throw new UnreadableFileException("header_invalid", why, "correct the first line");
      case CsvText.Taken(List<String> fields) -> Header.read(kind, separator, fields);
    };
  }

  /// The separator by which the header has most of the kind's columns; a comma if none is better.
  private static Notation separator(String text, ImportKind kind) {
    Notation best = Notation.COMMA;
    for (Notation other : Notation.csv()) {
      if (known(text, other, kind) > known(text, best, kind)) {
        best = other;
      }
    }
    return best;
  }

  private static long known(String text, Notation separator, ImportKind kind) {
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
