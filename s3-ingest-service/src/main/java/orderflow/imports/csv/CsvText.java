package orderflow.imports.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import orderflow.imports.domain.Notation;

/// The text of a record and its fields. One reader has one of these.
final class CsvText {
  private static final Map<Notation, CsvReader.CsvReaderBuilder> FAST_CSV =
      new EnumMap<>(
          Map.of(
              Notation.COMMA, reader(Notation.COMMA),
              Notation.SEMICOLON, reader(Notation.SEMICOLON),
              Notation.TAB, reader(Notation.TAB)));

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer text = CharBuffer.allocate(RecordSplitter.MAX_RECORD_BYTES);

  /// The fields of a record, or why it has none.
  sealed interface Fields {}

  record Taken(List<String> fields) implements Fields {}

  record Malformed(String why) implements Fields {}

  /// Takes a record apart.
  static Fields fields(String text, Notation notation) {
    try {
      return new Taken(
          Objects.requireNonNull(FAST_CSV.get(notation)).ofSingleCsvRecord(text).getFields());
    } catch (CsvParseException e) {
      return new Malformed(
          "the row is no CSV: a quote is not closed, or something follows a closing quote");
    }
  }

  private static CsvReader.CsvReaderBuilder reader(Notation notation) {
    return CsvReader.builder()
        .fieldSeparator(notation.separator())
        .allowUnclosedQuote(false)
        .skipEmptyLines(false);
  }

  /// The text of a record.
  ///
  /// @param skipped bytes at its start that are no text
  /// @throws UnreadableFileException at the first byte that is no UTF-8
  String decode(RawRecord record, int skipped) throws UnreadableFileException {
    ByteBuffer bytes = ByteBuffer.wrap(record.from(skipped));
    CharsetDecoder fresh = decoder.reset();
    text.clear();
    if (fresh.decode(bytes, text, true).isError()) {
      throw notUtf8(record, skipped + bytes.position());
    }
    return text.flip().toString();
  }

  private static UnreadableFileException notUtf8(RawRecord record, int position) {
    return new UnreadableFileException(
        "not_utf8",
        "line %d has a byte that is no UTF-8 at offset %d of the file"
            .formatted(record.line(), record.offset() + position),
        "save the file as UTF-8 and upload it again");
  }
}
